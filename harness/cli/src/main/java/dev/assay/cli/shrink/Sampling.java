package dev.assay.cli.shrink;

import dev.assay.cli.simulation.Scenario;
import dev.assay.cli.simulation.Script;
import dev.assay.cli.simulation.Transcription;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Seed;
import dev.assay.nemesis.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks for the same failure among small scenarios at random: some of the faults that are left and
 * some of the operations, in their order, at other distances, in other worlds. What one step at a
 * time can't leave out, because it holds the time of the rest, can often be missed at another time.
 */
final class Sampling {
  private static final int MILLI = 1_000_000;
  private static final int WORLDS = 1 << 16;
  private static final int NODES_MIN = 3;

  /** Distances between two moments, in milliseconds: anything from a message to an election. */
  private static final List<Integer> DISTANCES =
      List.of(1, 5, 20, 50, 100, 200, 500, 1_000, 1_500, 2_500);

  private final Trials trials;
  private final Seed seed;
  private long drawn;

  Sampling(Trials trials) {
    this.trials = trials;
    this.seed = trials.scenario().seed().fork("shrinking");
  }

  /** Whether one with fewer faults or fewer operations was found within so many samples. */
  boolean finds(int samples) {
    for (int i = 0; i < samples && !trials.over(); i++) {
      if (trials.fails(sample(), 1)) {
        return true;
      }
    }
    return false;
  }

  private Scenario sample() {
    List<List<Schedule.Entry>> units = FaultUnits.of(trials.faults());
    List<Script.Call> calls = trials.calls();
    if (!units.isEmpty() && (calls.size() < 3 || below(3) > 0)) {
      units = some(units, Math.min(below(units.size()), below(units.size())));
    } else {
      calls = some(calls, Math.max(1, calls.size() - 1 - below(calls.size())));
    }
    Scenario sample =
        Transcription.scripted(
            trials.scenario(),
            trials.script().with(calls),
            new Schedule(FaultUnits.entries(units)));
    if (sample.subject().nodes() > NODES_MIN && below(2) == 0) {
      sample = Nodes.fewer(sample, NODES_MIN);
    }
    if (below(2) == 0) {
      sample = rerouted(sample);
    }
    if (below(2) == 0) {
      sample = Gaps.moved(sample, distances(sample));
    }
    return Variation.of(sample, below(WORLDS));
  }

  /** In another world another node leads: nodes change their parts, some clients look for it. */
  private Scenario rerouted(Scenario scenario) {
    List<NodeId> nodes = new ArrayList<>();
    for (int i = 1; i <= scenario.subject().nodes(); i++) {
      nodes.add(below(nodes.size() + 1), NodeId.of(i));
    }
    Scenario permuted = Nodes.mapped(scenario, node -> nodes.get(Nodes.number(node) - 1));
    Script script = permuted.demand().script().orElseThrow();
    List<Script.Call> calls =
        script.calls().stream()
            .map(call -> below(4) == 0 ? call.through(Optional.empty()) : call)
            .toList();
    return Transcription.scripted(
        permuted, script.with(calls), permuted.disturbance().schedule().orElseThrow());
  }

  /** New moments in the old order. */
  private Map<Long, Long> distances(Scenario scenario) {
    Map<Long, Long> moved = new TreeMap<>();
    long last = 0;
    long at = 0;
    for (long moment : Gaps.moments(scenario)) {
      long drawn = (long) DISTANCES.get(below(DISTANCES.size())) * MILLI;
      at += moved.isEmpty() || below(3) == 0 ? moment - last : drawn;
      moved.put(moment, at);
      last = moment;
    }
    return moved;
  }

  private <T> List<T> some(List<T> items, int size) {
    List<T> left = new ArrayList<>(items);
    while (left.size() > size) {
      left.remove(below(left.size()));
    }
    return left;
  }

  private int below(int bound) {
    return seed.below(drawn++, bound);
  }
}
