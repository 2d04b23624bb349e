package dev.assay.nemesis.schedule;

import dev.assay.harness.client.Client;
import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.generator.Generators;
import dev.assay.harness.run.FaultPlan;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Seed;
import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.injection.NemesisClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;

/**
 * Faults drawn from a seed. Those of nodes and links come one after the other, so that never more
 * than a minority is disturbed at once, power failures of more apart: these a system must survive,
 * though not answer while they last. Clocks are disturbed beside them.
 *
 * @param main the length of the main phase: every disturbance is ended within it
 */
public record FaultSchedule(Seed seed, FaultSelection selection, Duration main)
    implements FaultPlan {

  @Override
  public Generator faults(List<NodeId> nodes, Capabilities capabilities) {
    List<FaultKind> kinds = selection.within(nodes.size(), capabilities);
    List<FaultKind> clocks = kinds.stream().filter(FaultSchedule::disturbsClocks).toList();
    List<FaultKind> others = kinds.stream().filter(kind -> !disturbsClocks(kind)).toList();
    List<Generator> lanes = new ArrayList<>();
    if (!others.isEmpty()) {
      lanes.add(lane("nodes", others, nodes));
    }
    if (!clocks.isEmpty()) {
      lanes.add(lane("clocks", clocks, nodes));
    }
    return Generators.any(lanes);
  }

  @Override
  public Client nemesis(Cluster cluster, Executor background) {
    return new NemesisClient(cluster, background);
  }

  private Generator lane(String name, List<FaultKind> kinds, List<NodeId> nodes) {
    Seed lane = seed.fork(name);
    LongFunction<Fault> faults =
        position -> {
          Seed drawn = new Seed(lane.fork("fault").draw(position));
          return kind(lane, kinds, position).fault(drawn, nodes);
        };
    return Lane.of(
        new LastDrawn(faults), Rhythm.of(lane, nodes.size(), main.toNanos(), kinds.size()));
  }

  /** Remembers the fault of the position that was asked for last: it is asked for many times. */
  private static final class LastDrawn implements LongFunction<Fault> {
    private final LongFunction<Fault> faults;
    private long position = -1;
    private Fault fault = new Fault.Heal();

    LastDrawn(LongFunction<Fault> faults) {
      this.faults = faults;
    }

    @Override
    public synchronized Fault apply(long asked) {
      if (asked != position) {
        fault = faults.apply(asked);
        position = asked;
      }
      return fault;
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

  private static boolean disturbsClocks(FaultKind kind) {
    return kind.family() == FaultFamily.CLOCK;
  }
}
