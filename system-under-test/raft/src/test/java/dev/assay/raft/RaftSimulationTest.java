package dev.assay.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole clusters in one thread under every fault that Raft must bear, the safety properties checked
 * after every event. To look at a failing seed, call {@code new Chaos(seed, nodes, mutants).run()}
 * in a test of its own, and keep that test.
 */
class RaftSimulationTest {
  private static final int SEEDS = 200;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void clusterIsSafeAndRecovers(int nodes) {
    long committed = 0;
    long reads = 0;
    long leaders = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Chaos chaos = new Chaos(seed, nodes, Set.of());
      try {
        chaos.run();
      } catch (AssertionError | RuntimeException broken) {
        throw new AssertionError("seed %d, %d nodes: %s".formatted(seed, nodes, broken), broken);
      }
      committed += chaos.committedInChaos();
      reads += chaos.readsServed();
      leaders += chaos.leaders();
    }
    // Chaos that commits, reads or elects nothing proves nothing.
    assertThat(committed).isGreaterThan(5L * SEEDS);
    assertThat(reads).isGreaterThan(2L * SEEDS);
    assertThat(leaders).isGreaterThan(1L * SEEDS);
  }

  @Test
  void acknowledgingBeforeFsyncIsFound() {
    assertThat(breaches(RaftMutant.ACK_BEFORE_FSYNC))
        .anyMatch(breach -> breach.matches("(state machine safety|leader completeness).*"));
  }

  @Test
  void staleLeaderReadIsFound() {
    assertThat(breaches(RaftMutant.STALE_LEADER_READ))
        .isNotEmpty()
        .allMatch(breach -> breach.startsWith("stale read"));
  }

  private static List<String> breaches(RaftMutant mutant) {
    List<String> found = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      try {
        new Chaos(seed, 3, Set.of(mutant)).run();
      } catch (SafetyOracle.UnsafeHistory breach) {
        found.add(String.valueOf(breach.getMessage()));
      } catch (RuntimeException | AssertionError _) {
        // A broken invariant stops the node too, but the oracle must find the bug by itself.
      }
    }
    return found;
  }
}
