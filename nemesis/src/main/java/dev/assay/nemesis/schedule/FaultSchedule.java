package dev.assay.nemesis.schedule;

import dev.assay.harness.client.Client;
import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.generator.Generators;
import dev.assay.harness.run.FaultPlan;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Seed;
import dev.assay.nemesis.injection.NemesisClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;

/**
 * Faults drawn from a seed, in lanes beside each other: one after the other those of nodes, of
 * clocks, and of links that only become worse; in some runs also partitions and changes of members
 * apart from the other faults of nodes, so that they overlap. A {@link FaultBudget} says what may
 * last at the same time.
 *
 * @param main the length of the main phase: every disturbance is ended within it
 */
public record FaultSchedule(Seed seed, FaultSelection selection, Duration main)
    implements FaultPlan {
  private static final int OVERLAP_PERCENT = 40;

  @Override
  public Generator faults(List<NodeId> nodes, Capabilities capabilities) {
    List<FaultKind> kinds = selection.within(nodes.size(), capabilities);
    Map<String, List<FaultKind>> byLane = new LinkedHashMap<>();
    boolean overlap = seed.fork("overlap").below(0, 100) < OVERLAP_PERCENT;
    for (FaultKind kind : kinds) {
      byLane.computeIfAbsent(lane(kind.family(), overlap), _ -> new ArrayList<>()).add(kind);
    }
    List<Lane> lanes = new ArrayList<>();
    byLane.forEach((name, ofLane) -> lanes.add(lane(name, ofLane, nodes)));
    return lanes.isEmpty()
        ? Generators.any(List.of())
        : new Lanes(lanes, new FaultBudget(nodes.size()));
  }

  @Override
  public Client nemesis(Cluster cluster, Executor background) {
    return new NemesisClient(cluster, background);
  }

  /** Families of one lane have their turns one after the other. */
  private static String lane(FaultFamily family, boolean overlap) {
    return switch (family) {
      case CLOCK -> "clocks";
      case NETWORK, CLIENT_LINKS -> "links";
      case PARTITION -> overlap ? "partitions" : "nodes";
      case MEMBERSHIP -> overlap ? "members" : "nodes";
      case KILL, CRASH_POINT, PAUSE, POWER, DISK, BEYOND -> "nodes";
    };
  }

  private Lane lane(String name, List<FaultKind> kinds, List<NodeId> nodes) {
    Seed lane = seed.fork(name);
    LongFunction<Script> scripts =
        position -> {
          Seed drawn = new Seed(lane.fork("fault").draw(position));
          return kind(lane, kinds, position).script(drawn, nodes);
        };
    Rhythm rhythm = Rhythm.of(lane, nodes.size(), main.toNanos(), kinds.size());
    return Lane.of(new LastDrawn(scripts), name.equals("links") ? rhythm.slower() : rhythm);
  }

  /** Remembers the script of the position that was asked for last: it is asked for many times. */
  private static final class LastDrawn implements LongFunction<Script> {
    private final LongFunction<Script> scripts;
    private long position;
    private Script script;

    LastDrawn(LongFunction<Script> scripts) {
      this.scripts = scripts;
      script = scripts.apply(0);
    }

    @Override
    public synchronized Script apply(long asked) {
      if (asked != position) {
        script = scripts.apply(asked);
        position = asked;
      }
      return script;
    }
  }

  /** Rounds in which each kind has one turn, the families mixed as evenly as they can be. */
  private static FaultKind kind(Seed seed, List<FaultKind> kinds, long position) {
    Seed round = new Seed(seed.fork("round").draw(position / kinds.size()));
    List<List<FaultKind>> families = new ArrayList<>();
    for (FaultFamily family : Shuffle.of(round, List.of(FaultFamily.values()))) {
      List<FaultKind> members = kinds.stream().filter(k -> k.family() == family).toList();
      families.add(Shuffle.of(round.fork(family.word()), members));
    }
    List<FaultKind> order = new ArrayList<>();
    for (int turn = 0; order.size() < kinds.size(); turn++) {
      for (List<FaultKind> family : families) {
        if (turn < family.size()) {
          order.add(family.get(turn));
        }
      }
    }
    return order.get((int) (position % kinds.size()));
  }
}
