package dev.assay.cli.gate;

import dev.assay.checkers.result.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The results as a table for people, at most 120 columns wide. */
public final class KillMatrix {
  static final int WIDTH = 120;
  private static final String ROW = "%-30s %7s %6s %7s %8s  %s";

  private KillMatrix() {}

  /** A line for each mutant, then honest runs, then what survived and how to try it again. */
  public static List<String> lines(GateResults results) {
    List<String> lines = new ArrayList<>();
    lines.add(
        ROW.formatted("mutant", "found", "runs", "median", "longest", "reported by (* must)"));
    for (Exposure exposure : results.exposures()) {
      List<Hunt> hunts = results.of(exposure);
      if (!hunts.isEmpty()) {
        lines.add(row(exposure, hunts));
      }
    }
    long passed = results.clean().stream().filter(Gate::isClean).count();
    lines.add("honest runs: %d of %d passed".formatted(passed, results.clean().size()));
    results.clean().stream()
        .filter(it -> !Gate.isClean(it))
        .limit(20)
        .forEach(
            it ->
                lines.add(cut("  seed %d %s: %s".formatted(it.seed(), it.verdict(), it.cause()))));
    results.survivors().forEach(exposure -> lines.addAll(survivor(exposure, results)));
    return lines;
  }

  private static String row(Exposure exposure, List<Hunt> hunts) {
    String reporters =
        exposure.breaksHarness()
            ? verdicts(hunts)
            : GateResults.reporters(hunts).entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(it -> name(exposure, it.getKey()) + " " + it.getValue())
                .collect(Collectors.joining(", "));
    return cut(
        ROW.formatted(
            exposure.name(),
            GateResults.killed(hunts) + "/" + hunts.size(),
            middle(hunts, Hunt::lives),
            seconds(middle(hunts, Hunt::wallNanos)),
            seconds(hunts.stream().mapToLong(Hunt::wallNanos).max().orElse(0)),
            reporters));
  }

  private static String name(Exposure exposure, String checker) {
    return exposure.reporters().contains(checker) ? checker + "*" : checker;
  }

  /** The verdicts that runs came to. */
  private static String verdicts(List<Hunt> hunts) {
    return Arrays.stream(Verdict.values())
        .map(
            verdict ->
                verdict
                    + " "
                    + hunts.stream()
                        .mapToInt(hunt -> hunt.verdicts().getOrDefault(verdict, 0))
                        .sum())
        .filter(text -> !text.endsWith(" 0"))
        .collect(Collectors.joining(", "));
  }

  private static List<String> survivor(Exposure exposure, GateResults results) {
    List<String> lines = new ArrayList<>();
    List<Hunt> missed =
        results.of(exposure).stream().filter(hunt -> hunt.kill().isEmpty()).toList();
    lines.add(
        cut(
            "%s survives %d campaigns of %d of at most %d s each"
                .formatted(
                    exposure.name(),
                    missed.size(),
                    results.of(exposure).size(),
                    results.plan().budget().toSeconds())));
    lines.add(
        cut(
            "  tried: %d runs in %s, %s"
                .formatted(
                    missed.stream().mapToInt(Hunt::lives).sum(),
                    seconds(missed.stream().mapToLong(Hunt::wallNanos).sum()),
                    verdicts(missed))));
    lines.add(cut("  under: " + conditions(exposure.faultsIn(results.environment()))));
    lines.add(
        cut(
            "  due from: "
                + (exposure.breaksHarness()
                    ? "the harness itself"
                    : String.join(" or ", exposure.reporters()))));
    lines.add("  repeat: " + results.repeat(missed.getFirst()));
    return lines;
  }

  private static String conditions(List<String> faults) {
    return faults.isEmpty() ? "no faults" : String.join(",", faults);
  }

  private static long middle(List<Hunt> hunts, ToLongFunction<Hunt> number) {
    long[] sorted = hunts.stream().mapToLong(number).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static String seconds(long nanos) {
    return "%d.%d s".formatted(nanos / 1_000_000_000, nanos / 100_000_000 % 10);
  }

  private static String cut(String line) {
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 3) + "...";
  }
}
