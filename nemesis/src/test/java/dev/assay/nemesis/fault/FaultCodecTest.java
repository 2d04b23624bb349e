package dev.assay.nemesis.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.harness.environment.ClientCutKind;
import dev.assay.harness.environment.Damage;
import dev.assay.harness.environment.DiskOperation;
import dev.assay.harness.environment.LinkShape;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FaultCodecTest {
  private static final Targets LEADER = new Targets.Leader();
  private static final Targets TWO = new Targets.Nodes(List.of(NodeId.of(2), NodeId.of(1)));

  static Stream<Fault> faults() {
    return Stream.of(
        new Fault.Kill(LEADER),
        new Fault.Kill(TWO),
        new Fault.PowerFail(TWO),
        new Fault.Restart(),
        new Fault.CrashAt(LEADER, "log.", 3, true),
        new Fault.CrashAt(TWO, "", 0, false),
        new Fault.Disarm(),
        new Fault.Pause(LEADER),
        new Fault.Resume(),
        new Fault.Partition(PartitionKind.ISOLATE, LEADER),
        new Fault.Partition(PartitionKind.INCOMING, TWO),
        new Fault.Partition(PartitionKind.OUTGOING, TWO),
        new Fault.Partition(PartitionKind.BRIDGE, TWO),
        new Fault.Partition(PartitionKind.RING, TWO),
        new Fault.Heal(),
        new Fault.Partition(PartitionKind.ISOLATE, new Targets.LeaderWith(List.of(NodeId.of(3)))),
        new Fault.Partition(PartitionKind.ISOLATE, new Targets.Successor(List.of())),
        new Fault.ClockJump(LEADER, -30_000),
        new Fault.ClockAhead(LEADER, 600_000),
        new Fault.ClockDrift(TWO, 500),
        new Fault.ClockStrobe(LEADER, -4, 20),
        new Fault.ClockRate(TWO, -190),
        new Fault.ClockReset(),
        new Fault.DiskFull(new Targets.Follower(true), 2_000),
        new Fault.DiskReadOnly(new Targets.Follower(false)),
        new Fault.DiskErrors(TWO, DiskOperation.NAMES, "log-|chain", 200),
        new Fault.DiskErrors(TWO, DiskOperation.SHORT_READ, "", 1_000),
        new Fault.DiskSlow(LEADER, 0),
        new Fault.DiskDamage(TWO, Damage.MISPLACE, "chain"),
        new Fault.DiskHeal(),
        new Fault.DiskCopy(),
        new Fault.ClientCut(ClientCutKind.ANSWERS, LEADER),
        new Fault.ClientCut(ClientCutKind.REQUESTS, TWO),
        new Fault.ClientHeal(),
        new Fault.Shape(TWO, new LinkShape(1, 2, 3, 4, 5, 6, 7)),
        new Fault.Shape(LEADER, new LinkShape(0, 0, 300, 0, 0, 0, 0)),
        new Fault.Unshape(),
        new Fault.RemoveMember(LEADER),
        new Fault.TransferLeader(TWO),
        new Fault.Wipe(TWO),
        new Fault.RestoreMembers());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyFaultIsReadBackFromItsText(Fault fault) {
    String text = ValueJson.write(FaultCodec.write(fault));
    assertThat(FaultCodec.read(fault.f(), (Value.Fields) ValueJson.read(text))).isEqualTo(fault);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyFaultIsEndedByARecoveryThatNeedsNoTargets(Fault fault) {
    assertThat(fault.recovery().victims()).isEmpty();
    assertThat(fault.recovery().recovery()).isEqualTo(fault.recovery());
  }

  @Test
  void aFaultIsWrittenAsPeopleWouldWriteIt() {
    assertThat(
            ValueJson.write(FaultCodec.write(new Fault.Partition(PartitionKind.ISOLATE, LEADER))))
        .isEqualTo("{\"kind\":\"isolate\",\"targets\":\"leader\"}");
    assertThat(ValueJson.write(FaultCodec.write(new Fault.ClockJump(TWO, -500))))
        .isEqualTo("{\"targets\":[\"n2\",\"n1\"],\"offsetMillis\":-500}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kil | {} | there is no fault 'kil'",
        "kill | {} | field \"targets\" is missing",
        "kill | {\"targets\":\"n1\"} | field \"targets\" is \"n1\", not \"leader\" or a list",
        "kill | {\"targets\":[]} | kill: targets [] are none",
        "kill | {\"targets\":[\"n1\",\"n1\"]} | or one of them twice",
        "kill | {\"targets\":[\"m1\"]} | kill: node 'm1' is not one of n1 to n9",
        "kill | {\"targets\":[7]} | field \"targets\" is 7, not a node's name",
        "partition | {\"targets\":\"leader\",\"kind\":\"halves\"} | \"halves\", not one of"
            + " [isolate,",
        "clock-jump | {\"targets\":\"leader\"} | field \"offsetMillis\" is missing",
        "clock-jump | {\"targets\":\"leader\",\"offsetMillis\":99999999999} | more than a day",
        "clock-drift | {\"targets\":\"leader\",\"perMille\":5000} | 5000 per mille is not within",
        "clock-drift | {\"targets\":\"leader\",\"perMille\":\"fast\"} | \"fast\", not a whole"
            + " number",
      })
  void dataThatIsNoFaultIsRefusedByFieldAndBound(String f, String json, String message) {
    Value.Fields value = (Value.Fields) ValueJson.read(json);
    assertThatThrownBy(() -> FaultCodec.read(f, value))
        .isInstanceOf(FaultFormatException.class)
        .hasMessageContaining(message);
  }
}
