package dev.assay.checkers.nodes;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Findings;
import dev.assay.checkers.NodeEvent;
import dev.assay.checkers.Recording;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a majority runs undisturbed, it has a leader before long. Since runs are short and
 * disturbances many, what that rests on is judged too: nodes that wait for a random time before
 * they stand again (Ongaro and Ousterhout 2014, §5.2). With equal ones votes are split again and
 * again, for as long as chance wants.
 */
public final class TimeToLeader implements Checker {
  /**
   * An undisturbed election is a round or two, of at most 2.8 s at the slowest pace that a node is
   * set to; the last of a thousand honest runs took four.
   */
  static final Duration BOUND = Duration.ofSeconds(15);

  /**
   * Nodes in real time share a machine that may be busy: seven of them took half a minute to meet
   * on two cores with ten programs more.
   */
  static final Duration BOUND_IN_REAL_TIME = Duration.ofSeconds(60);

  /**
   * When waits are too much alike to be drawn at random. A node draws one of 21 numbers of ticks.
   *
   * @param waitsMin fewer are not judged
   * @param exceptionsOneIn so few may be others: a node may have been stopped meanwhile
   * @param perMille the longest is at most so much longer than the shortest
   */
  private record Alike(int waitsMin, int exceptionsOneIn, int perMille) {
    /** In one of 10^7 honest runs: less than the next number of ticks is away. */
    static final Alike IN_VIRTUAL_TIME = new Alike(7, 8, 20);

    /** In three of 10^6: programs that share a machine tick late, and two numbers may be meant. */
    static final Alike IN_REAL_TIME = new Alike(12, 4, 40);

    /** How many must be, of so many. */
    int most(int waits) {
      return waits - waits / exceptionsOneIn;
    }
  }

  private static final String STANDS = "sounds-out-majority";

  @Override
  public String name() {
    return "time-to-leader";
  }

  @Override
  public String promise() {
    return "A majority that is left alone has a leader before long.";
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    List<String> nodes =
        recording.manifest().map(Manifest::plan).map(Manifest.Plan::nodes).orElse(List.of());
    List<Office> offices = Office.of(recording.events(), recording.history().endNanos());
    Findings findings = new Findings();
    long longest = 0;
    if (!offices.isEmpty()) {
      for (CalmWindow window : CalmWindow.of(recording.history(), nodes)) {
        long nanos = without(window, offices, budget);
        judge(window, nanos, inRealTime(recording) ? BOUND_IN_REAL_TIME : BOUND, findings);
        longest = Math.max(longest, nanos);
      }
    }
    // Nodes that share a machine are busy with their own beginning until there is a leader.
    long begun = inRealTime(recording) && !offices.isEmpty() ? offices.getFirst().fromNanos() : 0;
    List<Long> waits = waits(recording.events(), begun, new Stillness(recording.history()));
    judge(waits, inRealTime(recording) ? Alike.IN_REAL_TIME : Alike.IN_VIRTUAL_TIME, findings);
    return new CheckResult(
        name(),
        findings.isEmpty() ? Verdict.PASS : Verdict.FAIL,
        findings.isEmpty()
            ? "%d leaders; a majority left alone was without one for %d ms at most."
                .formatted(offices.size(), millis(longest))
            : "Elections do not end as they must: " + findings.first() + ".",
        findings.evidence(),
        Value.fields("longestNanos", Value.of(longest)).with("waits", Value.of(waits.size())));
  }

  /** The longest time in the window in which no node led that ran. */
  private static long without(CalmWindow window, List<Office> offices, Budget budget) {
    long longest = 0;
    long free = window.fromNanos();
    for (Office office : offices) {
      budget.step();
      if (window.admits(office)) {
        longest = Math.max(longest, office.fromNanos() - free);
        free = Math.max(free, office.toNanos());
      }
    }
    return Math.max(longest, window.toNanos() - free);
  }

  private static boolean inRealTime(Recording recording) {
    return recording.manifest().filter(it -> !it.plan().environment().equals("sim")).isPresent();
  }

  private static void judge(CalmWindow window, long longest, Duration bound, Findings findings) {
    if (longest > bound.toNanos()) {
      findings.add(
          List.of(),
          "between %d ms and %d ms a majority ran undisturbed, and had no leader for %d ms"
              .formatted(millis(window.fromNanos()), millis(window.toNanos()), millis(longest)));
    }
  }

  /** How long each node waited to stand again, where nothing else came to it meanwhile. */
  private static List<Long> waits(List<NodeEvent> events, long begun, Stillness stillness) {
    Map<String, NodeEvent> latest = new LinkedHashMap<>();
    List<Long> waits = new ArrayList<>();
    for (NodeEvent event : events) {
      if (event.ofDefaultChannel() && event.nanos() >= begun) {
        NodeEvent before = latest.put(event.node(), event);
        if (before != null
            && before.kind().equals(STANDS)
            && event.kind().equals(STANDS)
            && stillness.nanos(event.node(), before.nanos(), event.nanos()) == 0) {
          waits.add(event.nanos() - before.nanos());
        }
      }
    }
    return waits;
  }

  /** A node draws one of many numbers of ticks: most waits the same means that it does not. */
  private static void judge(List<Long> waits, Alike alike, Findings findings) {
    if (waits.size() < alike.waitsMin) {
      return;
    }
    List<Long> sorted = waits.stream().sorted().toList();
    int most = alike.most(sorted.size());
    for (int first = 0; first + most <= sorted.size(); first++) {
      long shortest = sorted.get(first);
      long longest = sorted.get(first + most - 1);
      if (longest - shortest <= shortest / 1000 * alike.perMille) {
        findings.add(
            List.of(),
            "%d of %d times that a node waited to stand again are alike, %d ms to %d ms: they are not drawn at random"
                .formatted(most, sorted.size(), millis(shortest), millis(longest)));
        return;
      }
    }
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }
}
