package dev.assay.nemesis.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.harness.system.NodeId;
import dev.assay.history.Seed;
import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.fault.Targets;
import dev.assay.simulator.tape.Property;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultBudgetTest {
  private static final Targets LEADER = new Targets.Leader();

  private static Targets nodes(int... numbers) {
    return new Targets.Nodes(IntStream.of(numbers).mapToObj(NodeId::of).toList());
  }

  private static boolean allows(int size, Fault asked, Fault... lasting) {
    FaultBudget budget = new FaultBudget(size);
    return budget.allows(
        budget.useOf(Script.of(asked)),
        List.of(lasting).stream().map(fault -> budget.useOf(Script.of(fault))).toList());
  }

  @Test
  void twoOfFiveMayBeDisturbedAndNotThree() {
    assertThat(allows(5, new Fault.Kill(nodes(1)), new Fault.Pause(nodes(2)))).isTrue();
    assertThat(allows(5, new Fault.Kill(nodes(1)), new Fault.Pause(nodes(2, 3)))).isFalse();
    assertThat(allows(5, new Fault.Kill(nodes(2)), new Fault.Pause(nodes(2, 3)))).isTrue();
  }

  @Test
  void aLeaderMayBeAnyNode() {
    assertThat(allows(3, new Fault.Kill(LEADER), new Fault.Pause(nodes(2)))).isFalse();
    assertThat(allows(5, new Fault.Kill(LEADER), new Fault.Pause(LEADER))).isTrue();
  }

  @Test
  void whatCostsNoNodeIsFree() {
    assertThat(allows(3, new Fault.ClockJump(LEADER, 5), new Fault.Kill(nodes(2)))).isTrue();
    assertThat(allows(3, new Fault.DiskSlow(LEADER, 5), new Fault.Kill(nodes(2)))).isTrue();
  }

  @Test
  void moreThanAMinorityRunsAlone() {
    Fault all = new Fault.PowerFail(nodes(1, 2, 3, 4, 5));
    assertThat(allows(5, all)).isTrue();
    assertThat(allows(5, all, new Fault.Kill(nodes(1)))).isFalse();
    assertThat(allows(5, new Fault.Kill(nodes(1)), all)).isFalse();
    assertThat(allows(5, new Fault.ClockJump(LEADER, 5), all)).isTrue();
  }

  /** Whatever is begun while the budget allows it: a majority is left, or one script is alone. */
  @Test
  void aMajorityIsLeftWhateverIsBegun() {
    Property.check(
        1,
        200,
        tape -> {
          int size = 3 + (int) tape.below(7);
          FaultBudget budget = new FaultBudget(size);
          List<NodeId> nodes = IntStream.rangeClosed(1, size).mapToObj(NodeId::of).toList();
          List<FaultBudget.Use> lasting = new ArrayList<>();
          for (int i = 0; i < 12; i++) {
            FaultKind kind = tape.pick(List.of(FaultKind.values()));
            FaultBudget.Use use = budget.useOf(kind.script(new Seed(tape.below(1000)), nodes));
            if (budget.allows(use, lasting)) {
              lasting.add(use);
            } else if (!lasting.isEmpty()) {
              lasting.remove((int) tape.below(lasting.size()));
            }
            Set<NodeId> named = new HashSet<>();
            lasting.forEach(each -> named.addAll(each.named()));
            int taken = named.size() + lasting.stream().mapToInt(FaultBudget.Use::unnamed).sum();
            List<FaultBudget.Use> costly = lasting.stream().filter(u -> !u.isFree()).toList();
            boolean alone = costly.size() == 1 && costly.getFirst().alone();
            assertThat(alone || taken <= (size - 1) / 2).as("%s", lasting).isTrue();
          }
        });
  }

  /** Nothing that a kind disturbs is left to the end of the run. */
  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void everyScriptEndsWhatItBegins(FaultKind kind) {
    List<NodeId> nodes = IntStream.rangeClosed(1, 5).mapToObj(NodeId::of).toList();
    for (long seed = 0; seed < 20; seed++) {
      Set<Fault> open = new HashSet<>();
      for (Script.Step step : kind.script(new Seed(seed), nodes).steps()) {
        if (step.recovers()) {
          open.remove(step.fault());
        } else {
          open.add(step.fault().recovery());
        }
      }
      assertThat(open).isEmpty();
    }
  }
}
