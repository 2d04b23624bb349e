package dev.assay.checkers.benchmark;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Linearizability;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.history.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Every cell of the tables in which Porcupine and an improved search were measured on generated
 * histories, beside what our checks need: {@code [kind=K,..] [verdict=good|bad] [clients=N]
 * [operations=N] [seeds=N] [limit=SECONDS] [only=frontier]}. Each seed is one history, checked in
 * turn with the others until it has been checked three times or for two seconds; what counts of a
 * history is its best time, of a cell its slowest history. One thread, parsing excluded, heap as
 * given to the process.
 */
public final class ScaleTables {
  private static final int TIMES = 3;
  private static final double ENOUGH_MILLIS = 2_000;

  private final List<String> arguments;
  private final int seeds;
  private final double limitSeconds;
  private int behind;
  private int cells;

  private ScaleTables(List<String> arguments) {
    this.arguments = arguments;
    seeds = Integer.parseInt(argument("seeds", "3"));
    limitSeconds = Double.parseDouble(argument("limit", "60"));
  }

  /** One cell; what others need is in milliseconds, or says why there is no figure. */
  private record Cell(
      String kind,
      boolean bad,
      int clients,
      int operations,
      double unknown,
      String porcupine,
      String variant) {
    static Cell of(String line) {
      String[] field = line.split(",", -1);
      return new Cell(
          field[0],
          field[1].equals("bad"),
          Integer.parseInt(field[2]),
          Integer.parseInt(field[3]),
          Double.parseDouble(field[4]) / 100,
          field[5],
          field[6]);
    }

    /** Whether this is one that Porcupine does not decide and the improved search does. */
    boolean isFrontier() {
      return millis(porcupine).isEmpty() && millis(variant).isPresent();
    }

    static OptionalDouble millis(String text) {
      return Character.isDigit(text.charAt(0))
          ? OptionalDouble.of(Double.parseDouble(text))
          : OptionalDouble.empty();
    }
  }

  private record Measured(double first, double best, long peakBytes, String answer) {}

  public static void main(String[] arguments) throws IOException {
    ScaleTables tables = new ScaleTables(List.of(arguments));
    System.out.printf(
        "%-5s %-4s %7s %10s %7s %10s %10s %10s %10s %7s %8s  %s%n",
        "kind",
        "",
        "clients",
        "operations",
        "unknown",
        "porcupine",
        "improved",
        "best ms",
        "cold ms",
        "ratio",
        "heap MiB",
        "decided");
    for (Cell cell : cells()) {
      if (tables.isWanted(cell)) {
        tables.measure(cell);
      }
    }
    System.out.printf(
        "%d cells; %d in which Porcupine has no answer are slower here than the improved search%n",
        tables.cells, tables.behind);
  }

  private static List<Cell> cells() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    ScaleTables.class.getResourceAsStream("scale-peers.csv"), "scale-peers.csv"),
                StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(Cell::of).toList();
    }
  }

  private String argument(String name, String otherwise) {
    return arguments.stream()
        .filter(argument -> argument.startsWith(name + "="))
        .map(argument -> argument.substring(name.length() + 1))
        .findFirst()
        .orElse(otherwise);
  }

  private boolean isWanted(Cell cell) {
    return List.of(argument("kind", cell.kind).split(",")).contains(cell.kind)
        && Integer.parseInt(argument("clients", "" + cell.clients)) == cell.clients
        && Integer.parseInt(argument("operations", "" + cell.operations)) == cell.operations
        && argument("verdict", cell.bad ? "bad" : "good").equals(cell.bad ? "bad" : "good")
        && (argument("only", "all").equals("all") || cell.isFrontier());
  }

  private void measure(Cell cell) {
    List<Measured> all = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      all.add(measured(cell, seed));
    }
    double best = all.stream().mapToDouble(Measured::best).max().orElseThrow();
    double first = all.stream().mapToDouble(Measured::first).max().orElseThrow();
    long peak = all.stream().mapToLong(Measured::peakBytes).max().orElseThrow();
    double ratio = best / Cell.millis(cell.variant).orElse(Double.NaN);
    boolean undecided = all.stream().anyMatch(one -> one.answer.startsWith("UNDECIDED"));
    cells++;
    behind += cell.isFrontier() && (ratio > 1 || undecided) ? 1 : 0;
    System.out.printf(
        Locale.ROOT,
        "%-5s %-4s %7d %10d %6.0f%% %10s %10s %10.2f %10.2f %7.2f %8d %s %s%n",
        cell.kind,
        cell.bad ? "bad" : "good",
        cell.clients,
        cell.operations,
        cell.unknown * 100,
        cell.porcupine,
        cell.variant,
        best,
        first,
        ratio,
        peak >> 20,
        undecided || (ratio > 1 && cell.isFrontier()) ? "!" : " ",
        all.stream().map(Measured::answer).distinct().toList());
  }

  private Measured measured(Cell cell, int seed) {
    List<Operation> history =
        GeneratedHistories.history(
            cell.kind, cell.clients, cell.operations, cell.unknown, cell.bad, seed);
    double first = 0;
    double best = Double.MAX_VALUE;
    double sum = 0;
    String answer = "";
    System.gc();
    memory().forEach(MemoryPoolMXBean::resetPeakUsage);
    long before = memory().stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
    for (int time = 0; time < TIMES && sum < ENOUGH_MILLIS; time++) {
      long from = System.nanoTime();
      answer = check(cell, history, from + (long) (limitSeconds * 1e9));
      double millis = (System.nanoTime() - from) / 1e6;
      first = time == 0 ? millis : first;
      best = Math.min(best, millis);
      sum += millis;
    }
    long peak = memory().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return new Measured(first, best, Math.max(0, peak - before), answer);
  }

  private static List<MemoryPoolMXBean> memory() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
        .toList();
  }

  private static String check(Cell cell, List<Operation> history, long deadline) {
    Budget budget =
        new Budget(
            new Budget.Limits(Long.MAX_VALUE, 4_000_000, () -> System.nanoTime() > deadline));
    Answer answer = Linearizability.check(GeneratedHistories.model(cell.kind), history, budget);
    boolean good = answer instanceof Answer.Linearizable;
    return answer instanceof Answer.Undecided undecided
        ? "UNDECIDED " + undecided.why() + " at " + undecided.howFar()
        : good != cell.bad ? GeneratedHistories.by(answer).trim() : "WRONG" + answer;
  }
}
