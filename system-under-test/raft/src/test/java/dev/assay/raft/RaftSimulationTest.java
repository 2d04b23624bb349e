package dev.assay.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole clusters in one thread under every fault that Raft must bear, the safety properties checked
 * after every event. {@code -Dassay.seeds=1..10000} runs another range. To look at a failing seed,
 * call {@code new Chaos(seed, plan).run()} in a test of its own, and keep that test.
 */
class RaftSimulationTest {
  private static final Chaos.Plan FIVE = Chaos.Plan.of(5, 3);

  @Test
  void fiveNodesWithThreeSparesAreSafeAndRecover() {
    Seeds seeds = Seeds.given("1..120");
    Seen seen = run(FIVE, seeds);
    // Chaos that commits, reads, changes or restores nothing proves nothing.
    assertThat(seen.committed).isGreaterThan(50 * seeds.count());
    assertThat(seen.quorumReads).isGreaterThan(10 * seeds.count());
    assertThat(seen.leaseReads).isGreaterThan(10 * seeds.count());
    assertThat(seen.leaders).isGreaterThan(2 * seeds.count());
    assertThat(seen.restored).isGreaterThan(seeds.count() / 2);
    assertThat(seen.changed).isGreaterThan(seeds.count());
    assertThat(seen.transferred).isGreaterThan(seeds.count());
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 2", "2, 0", "3, 2", "4, 0"})
  void clustersOfOtherSizesAreSafeAndRecover(int voters, int spares) {
    run(Chaos.Plan.of(voters, spares), new Seeds(1, 20));
  }

  /** Quorum reads need no clocks. */
  @Test
  void clocksThatRunWildBreakNothingButLeases() {
    run(FIVE.withWildClocks(), new Seeds(1, 40));
  }

  @ParameterizedTest
  @CsvSource({
    "ACK_BEFORE_FSYNC, ANY, leader completeness|state machine safety",
    "STALE_LEADER_READ, ANY, stale read",
    "TWO_VOTES_PER_TERM, ANY, one vote a term|election safety",
    "VOTE_WITHOUT_LOG_CHECK, ANY, leader completeness|state machine safety",
    "IGNORE_HIGHER_TERM, ANY, stale read",
    "FOLLOWER_READ_UNCHECKED, ANY, stale read",
    "READ_BEFORE_TERM_COMMIT, ANY, stale read",
    "COMMIT_OLD_TERM, SHORT_REIGNS, leader completeness|state machine safety",
    "SINGLE_CHANGE_2015, CHANGES, election safety|leader completeness|state machine safety",
    "REMOVED_NODE_COUNTED, CHANGES, election safety|leader completeness|state machine safety",
    "VOTE_NOT_PERSISTED, CRASHES, one vote a term|election safety",
  })
  void plantedBugIsFound(RaftMutant mutant, Swarm.Style style, String breach) {
    assertThat(firstBreach(FIVE.with(mutant).with(style), 1500))
        .get()
        .asString()
        .containsPattern(breach);
  }

  private static Optional<String> firstBreach(Chaos.Plan plan, int seeds) {
    for (long seed = 1; seed <= seeds; seed++) {
      try {
        new Chaos(seed, plan).run();
      } catch (SafetyOracle.UnsafeHistory breach) {
        return Optional.of(String.valueOf(breach.getMessage()));
      } catch (RuntimeException | AssertionError _) {
        // A broken invariant stops the node too, but the oracle must find the bug by itself.
      }
    }
    return Optional.empty();
  }

  private static Seen run(Chaos.Plan plan, Seeds seeds) {
    Seen seen = new Seen();
    for (long seed = seeds.first(); seed <= seeds.last(); seed++) {
      Chaos chaos = new Chaos(seed, plan);
      try {
        chaos.run();
      } catch (AssertionError | RuntimeException broken) {
        throw new AssertionError("seed %d, %s: %s".formatted(seed, plan, broken), broken);
      }
      seen.add(chaos.oracle());
    }
    return seen;
  }

  /** What happened in all lives together. */
  private static final class Seen {
    long committed;
    long quorumReads;
    long leaseReads;
    long leaders;
    long restored;
    long changed;
    long transferred;

    void add(SafetyOracle oracle) {
      committed += oracle.commitMax();
      quorumReads += oracle.readsServed(ReadKind.QUORUM);
      leaseReads += oracle.readsServed(ReadKind.LEASE);
      leaders += oracle.leaders();
      restored += oracle.restored();
      changed += oracle.changed();
      transferred += oracle.transferred();
    }
  }
}
