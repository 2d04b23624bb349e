package dev.assay.nemesis.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.harness.environment.Capabilities;
import dev.assay.history.FaultSpan;
import dev.assay.nemesis.MemoryCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultSelectionTest {
  private static final Capabilities NOTHING = Capabilities.NONE;

  @Test
  void familiesAndKindsAreChosenByName() {
    assertThat(FaultSelection.parse("pause, kill-leader").kinds())
        .containsExactly(
            FaultKind.KILL_LEADER,
            FaultKind.PAUSE_LEADER,
            FaultKind.PAUSE_ONE,
            FaultKind.PAUSE_MINORITY);
    assertThat(FaultSelection.parse("none").kinds()).isEmpty();
  }

  @Test
  void allLeavesOutWhatIsBeyondTheTolerance() {
    assertThat(FaultSelection.parse("all").kinds())
        .contains(FaultKind.POWER_ALL, FaultKind.CLOCK_DRIFT)
        .doesNotContain(FaultKind.KILL_ALL);
    assertThat(FaultSelection.parse("all,kill-all").kinds()).contains(FaultKind.KILL_ALL);
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    for (String text : List.of("kil", "", "kill,", "beyond")) {
      assertThatThrownBy(() -> FaultSelection.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("there is no fault '")
          .hasMessageContaining("known are all, none, kill, kill-leader");
    }
  }

  @Test
  void whatTheEnvironmentDoesNotOfferIsLeftOutOfAllButNotOfNames() {
    assertThat(FaultSelection.parse("all").within(5, NOTHING)).isEmpty();
    Capabilities noPower = new MemoryCluster(5, false).capabilities();
    assertThat(FaultSelection.parse("all").within(5, noPower))
        .doesNotContain(FaultKind.POWER_ALL)
        .contains(FaultKind.RING);
    assertThatThrownBy(() -> FaultSelection.parse("power").within(5, noPower))
        .hasMessageContaining("fault 'power' can't be injected in this environment");
    assertThatThrownBy(() -> FaultSelection.parse("power-leader").within(5, noPower))
        .hasMessageContaining("fault 'power-leader' can't be injected in this environment");
  }

  @Test
  void kindsThatWouldRepeatASimplerOneWithFewNodesAreLeftOut() {
    Capabilities everything = new MemoryCluster(3, true).capabilities();
    assertThat(FaultSelection.parse("kill,partition").within(3, everything))
        .doesNotContain(
            FaultKind.KILL_MINORITY, FaultKind.MAJORITY_MINORITY, FaultKind.BRIDGE, FaultKind.RING)
        .contains(FaultKind.KILL_ONE, FaultKind.ISOLATE_LEADER);
  }

  /** What a campaign counts by what it was asked for is read off the words. */
  @Test
  void theWordOfAKindTellsItsFamily() {
    for (FaultKind kind : FaultKind.values()) {
      if (kind.family() != FaultFamily.BEYOND && kind != FaultKind.FLAPPING_LINKS) {
        assertThat(FaultSpan.family(kind.word())).as(kind.word()).isEqualTo(kind.family().word());
      }
    }
  }

  @Test
  void everyNameHasALine() {
    assertThat(FaultSelection.catalogue().values()).allMatch(line -> line.length() > 5);
    assertThat(FaultSelection.names()).contains("all", "power", "isolate-leader", "kill-all");
  }
}
