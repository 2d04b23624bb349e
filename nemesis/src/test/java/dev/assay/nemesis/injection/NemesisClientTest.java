package dev.assay.nemesis.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.harness.client.Invocation;
import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import dev.assay.nemesis.MemoryCluster;
import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.fault.FaultCodec;
import dev.assay.nemesis.fault.PartitionKind;
import dev.assay.nemesis.fault.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NemesisClientTest {
  private static final Targets LEADER = new Targets.Leader();

  private final MemoryCluster cluster = new MemoryCluster(3, false);
  private final NemesisClient nemesis = new NemesisClient(cluster, Runnable::run);

  @Test
  void theLeaderIsTheOneThatWasElectedLastAndIsRecorded() {
    Outcome outcome = inject(new Fault.Kill(LEADER));
    assertThat(cluster.down).containsExactly(NodeId.of(2));
    assertThat(json(outcome))
        .isEqualTo("{\"targets\":\"leader\",\"nodes\":[\"n2\"],\"proven\":true,\"measured\":true}");
  }

  @Test
  void aSuccessorIsAwaitedUntilItsEpochIsLaterThanTheLastTargets() {
    Fault cutSuccessor =
        new Fault.Partition(
            PartitionKind.ISOLATE, new Targets.Successor(List.of(NodeId.of(1), NodeId.of(3))));
    inject(new Fault.Kill(LEADER));
    assertThat(inject(cutSuccessor))
        .isEqualTo(new Outcome.Fail("nobody leads later than in epoch 7"));
  }

  @Test
  void aLeaderIsTakenTogetherWithOthersItAmongThemOrNot() {
    for (List<NodeId> others :
        List.of(List.of(NodeId.of(3)), List.of(NodeId.of(2), NodeId.of(3)))) {
      Outcome outcome =
          inject(new Fault.Partition(PartitionKind.ISOLATE, new Targets.LeaderWith(others)));
      assertThat(json(outcome)).contains("\"nodes\":[\"n2\",\"n3\"]");
    }
  }

  @Test
  void withoutALeaderNothingIsTouched() {
    cluster.leader = Optional.empty();
    assertThat(inject(new Fault.Kill(LEADER)))
        .isEqualTo(new Outcome.Fail("no node says that it leads"));
    assertThat(cluster.healthy()).isTrue();
  }

  @Test
  void everyFaultIsEndedByItsRecovery() {
    Targets one = new Targets.Nodes(List.of(NodeId.of(3)));
    for (Fault fault :
        List.of(
            new Fault.Kill(one),
            new Fault.Pause(one),
            new Fault.Partition(PartitionKind.ISOLATE, LEADER),
            new Fault.ClockJump(one, 500),
            new Fault.ClockDrift(LEADER, 100))) {
      assertThat(inject(fault)).isInstanceOf(Outcome.Ok.class);
      assertThat(cluster.healthy()).as("under %s", fault).isFalse();
      assertThat(inject(fault.recovery())).isInstanceOf(Outcome.Ok.class);
      assertThat(cluster.healthy()).as("after %s", fault.recovery()).isTrue();
    }
  }

  @Test
  void anEffectThatWasNotMeasuredIsNotProven() {
    Outcome outcome = inject(new Fault.Partition(PartitionKind.ISOLATE, LEADER));
    assertThat(cluster.cut).hasSize(4);
    assertThat(json(outcome)).contains("\"proven\":false");
  }

  @Test
  void whatTheEnvironmentCanNotDoCertainlyDidNotHappen() {
    assertThat(inject(new Fault.PowerFail(LEADER)))
        .isEqualTo(new Outcome.Fail("this environment can't lose unsynced writes"));
    assertThat(inject(new Fault.Kill(new Targets.Nodes(List.of(NodeId.of(7))))))
        .isEqualTo(new Outcome.Fail("there is no node n7 among [n1, n2, n3] to be a target"));
    assertThat(inject(new Fault.Partition(PartitionKind.ISOLATE, all())))
        .isEqualTo(new Outcome.Fail("with these targets the partition would cut no link"));
  }

  @Test
  void whatTheEnvironmentThrowsIsUnknown() {
    Outcome outcome = outcome(new Invocation("no-such-fault", Value.fields()));
    assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
    assertThat(((Outcome.Unknown) outcome).error()).contains("there is no fault 'no-such-fault'");
    assertThat(Capabilities.NONE.links()).isEmpty();
  }

  private static Targets all() {
    return new Targets.Nodes(List.of(NodeId.of(1), NodeId.of(2), NodeId.of(3)));
  }

  private Outcome inject(Fault fault) {
    return outcome(new Invocation(fault.f(), FaultCodec.write(fault)));
  }

  private Outcome outcome(Invocation invocation) {
    List<Outcome> outcomes = new ArrayList<>();
    nemesis.invoke(invocation, outcomes::add);
    assertThat(outcomes).hasSize(1);
    return outcomes.getFirst();
  }

  private static String json(Outcome outcome) {
    return ValueJson.write(((Outcome.Ok) outcome).value());
  }
}
