package dev.assay.checkers.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Checker;
import dev.assay.checkers.NodeEvent;
import dev.assay.checkers.Recording;
import dev.assay.checkers.Timetable;
import dev.assay.checkers.Told;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.Chains;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The smallest notes of nodes that pass and that do not. */
final class NodeCheckersTest {
  private static final Told TOLD = Told.of("nodes");

  private static final Value.Fields N1 =
      Value.fields("nodes", Value.items(List.of(Value.of("n1"))));

  /** Notes written by hand: {@code "12 n1 became-primary 3"}, times in milliseconds. */
  private static List<NodeEvent> notes(String... lines) {
    List<NodeEvent> notes = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" ", 5);
      notes.add(
          new NodeEvent(
              words[1],
              Long.parseLong(words[0]) * 1_000_000,
              words[2],
              Long.parseLong(words[3]),
              words.length > 4 ? words[4] : ""));
    }
    return notes;
  }

  private static CheckResult check(
      Checker checker, Timetable table, List<NodeEvent> notes, Chain... chains) {
    return check("sim", checker, table, notes, chains);
  }

  private static CheckResult check(
      String environment,
      Checker checker,
      Timetable table,
      List<NodeEvent> notes,
      Chain... chains) {
    Map<String, Chain> byNode = new java.util.TreeMap<>();
    for (Chain chain : chains) {
      byNode.put(chain.node(), chain);
    }
    Manifest manifest =
        new Manifest(
            new Manifest.Start("transfer", "in virtual time", new Seed(7), List.of()),
            new Manifest.Plan(
                "ledger",
                "transfer",
                environment,
                List.of("n1", "n2"),
                List.of(),
                List.of(),
                Duration.ofSeconds(60)),
            new Manifest.Expectations(Map.of(), Manifest.Floors.DEFAULT),
            Value.fields());
    return TOLD.check(
        checker, new Recording(table.history(), Optional.of(manifest), byNode, notes));
  }

  private static Timetable lasting(long millis) {
    return new Timetable().ok(0, 0, millis, "read", Value.fields(), Value.fields());
  }

  @Nested
  final class LeadersTest {
    private Verdict verdict(Timetable table, String... notes) {
      return check(new Leaders(), table, notes(notes)).verdict();
    }

    /** Nobody notes that it is killed: it led no longer than until what it noted last. */
    @Test
    void aLeaderThatWasKilledLedNoLongerThanItWasSeen() {
      Timetable table = lasting(60_000);
      assertThat(
              verdict(
                  table,
                  "10 n1 became-primary 1",
                  "5000 n2 became-primary 2",
                  "30000 n1 started 1"))
          .isEqualTo(Verdict.PASS);
      assertThat(
              verdict(
                  table,
                  "10 n1 became-primary 1",
                  "5000 n2 became-primary 2",
                  "30000 n1 became-backup 2"))
          .isEqualTo(Verdict.FAIL);
    }

    @Test
    void oneLeaderAfterTheOtherPasses() {
      assertThat(
              verdict(
                  lasting(60_000),
                  "10 n1 became-primary 1",
                  "20 n1 became-backup 2",
                  "21 n2 became-primary 2"))
          .isEqualTo(Verdict.PASS);
    }

    @Test
    void twoNodesInOneEpochFail() {
      CheckResult result =
          check(
              new Leaders(),
              lasting(100),
              notes("10 n1 became-primary 3", "20 n2 became-primary 3"));
      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.summary()).contains("n1 and n2 both led epoch 3");
    }

    @Test
    void oneNodeTwiceInOneEpochFails() {
      assertThat(
              verdict(
                  lasting(100),
                  "10 n1 became-primary 3",
                  "15 n1 life-ended 3",
                  "20 n1 became-primary 3"))
          .isEqualTo(Verdict.FAIL);
    }

    @Test
    void channelsHaveLeadersOfTheirOwn() {
      assertThat(
              verdict(
                  lasting(100),
                  "10 n1 became-primary 3",
                  "20 n2 became-primary 3 channel side: ordering ends at 1 of epoch 2"))
          .isEqualTo(Verdict.PASS);
    }

    @Test
    void aDeposedLeaderThatSoonStopsPasses() {
      assertThat(
              verdict(
                  lasting(60_000),
                  "10 n1 became-primary 1",
                  "1000 n2 became-primary 2",
                  "10900 n1 majority-lost 1"))
          .isEqualTo(Verdict.PASS);
    }

    @Test
    void aDeposedLeaderThatGoesOnFails() {
      assertThat(verdict(lasting(60_000), "10 n1 became-primary 1", "1000 n2 became-primary 2"))
          .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aPausedLeaderCannotStop() {
      Timetable table =
          lasting(60_000)
              .nemesis(500, 501, "pause", N1, true)
              .nemesis(49_000, 49_001, "resume", true);
      assertThat(
              verdict(
                  table,
                  "10 n1 became-primary 1",
                  "1000 n2 became-primary 2",
                  "50000 n1 became-backup 2"))
          .isEqualTo(Verdict.PASS);
    }

    @Test
    void twoProposersInOneEpochFail() {
      Chain one = new Chains().block(Chains.open("o-a", "a", 1)).of("n1");
      Chain other = new Chains().block(Chains.open("o-b", "b", 1)).of("n2");
      Chain byAnother =
          new Chain("n2", List.of(Chains.hashed(proposedBy("n9", other))), Optional.empty());
      assertThat(
              check(new Leaders(), lasting(10), notes("1 n1 became-primary 1"), one, byAnother)
                  .verdict())
          .isEqualTo(Verdict.FAIL);
    }

    private dev.assay.checkers.chain.Block proposedBy(String node, Chain chain) {
      var block = chain.blocks().getFirst();
      return new dev.assay.checkers.chain.Block(
          block.version(),
          block.number(),
          block.previous(),
          block.transactionsRoot(),
          block.stateRoot(),
          block.epoch(),
          block.sequence(),
          block.timeMillis(),
          node,
          block.hash(),
          block.transactions());
    }

    @Test
    void withoutNotesNothingIsKnown() {
      assertThat(verdict(lasting(10))).isEqualTo(Verdict.UNKNOWN);
    }
  }

  @Nested
  final class TimeToLeaderTest {
    private Verdict verdict(Timetable table, String... notes) {
      return check(new TimeToLeader(), table, notes(notes)).verdict();
    }

    private String[] standing(long... waits) {
      List<String> notes = new ArrayList<>(List.of("0 n1 sounds-out-majority 1"));
      long at = 0;
      for (long wait : waits) {
        at += wait;
        notes.add(at + " n1 sounds-out-majority 1");
      }
      return notes.toArray(String[]::new);
    }

    @Test
    void aLeaderInTimePassesAndALateOneFails() {
      assertThat(verdict(lasting(60_000), "14900 n1 became-primary 1")).isEqualTo(Verdict.PASS);
      assertThat(verdict(lasting(60_000), "15100 n1 became-primary 1")).isEqualTo(Verdict.FAIL);
    }

    @Test
    void nobodyCanBeElectedWhileAMajorityIsAwayOrALinkIsCut() {
      Value.Fields both =
          Value.fields("nodes", Value.items(List.of(Value.of("n1"), Value.of("n2"))));
      Timetable dead =
          lasting(60_000)
              .nemesis(100, 101, "kill", both, true)
              .nemesis(40_000, 40_001, "restart", true);
      Timetable cut =
          lasting(60_000)
              .nemesis(100, 101, "partition", both, true)
              .nemesis(40_000, 40_001, "heal", true);
      for (Timetable table : List.of(dead, cut)) {
        assertThat(
                verdict(
                    table,
                    "50 n1 became-primary 1",
                    "100 n1 life-ended 1",
                    "42000 n1 became-primary 2"))
            .isEqualTo(Verdict.PASS);
      }
    }

    @Test
    void waitsThatAreAllAlikeFail() {
      assertThat(verdict(lasting(10), standing(100, 101, 100, 100, 100, 100, 100)))
          .isEqualTo(Verdict.FAIL);
      assertThat(verdict(lasting(10), standing(100, 101, 100, 100, 190, 100, 100, 100)))
          .isEqualTo(Verdict.FAIL);
      assertThat(verdict(lasting(10), standing(100, 105, 100, 110, 190, 100, 120, 180)))
          .isEqualTo(Verdict.PASS);
      assertThat(verdict(lasting(10), standing(100, 100, 100, 100, 100, 100)))
          .isEqualTo(Verdict.PASS);
    }

    /** Programs tick late, and most of all before their first leader, while all of them start. */
    @Test
    void waitsOfProgramsAreJudgedMoreMildlyAndFromTheFirstLeaderOn() {
      long[] alike = {1000, 1003, 998, 1035, 1000, 1100, 1001, 990, 1000, 1200, 1002, 999};
      assertThat(real(standing(alike))).isEqualTo(Verdict.FAIL);
      assertThat(real(standing(1000, 1000, 1000, 1000, 1000, 1000, 1000))).isEqualTo(Verdict.PASS);
      alike[0] = 1300;
      alike[1] = 1400;
      assertThat(real(standing(alike))).isEqualTo(Verdict.PASS);

      List<String> late = new ArrayList<>();
      for (int busy = 0; busy < 9; busy++) {
        late.add((busy * (100 + busy)) + " n1 sounds-out-majority 1");
      }
      late.add("900 n1 became-primary 1");
      for (int calm = 1; calm <= 13; calm++) {
        late.add((1000 + calm * 1000) + " n1 sounds-out-majority 1");
      }
      assertThat(real(late.toArray(String[]::new))).isEqualTo(Verdict.FAIL);
    }

    private Verdict real(String... notes) {
      return check("process", new TimeToLeader(), lasting(20_000), notes(notes)).verdict();
    }
  }

  @Nested
  final class HaltsTest {
    private Verdict verdict(Timetable table, String... notes) {
      return check(new Halts(), table, notes(notes)).verdict();
    }

    @Test
    void aBrokenInvariantFails() {
      assertThat(verdict(lasting(10), "5 n1 broken 2 two leaders in term 2"))
          .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aRefusalToStartAfterAPowerFailureFails() {
      Timetable table = lasting(10).nemesis(1, 2, "power-fail", N1, true);
      assertThat(verdict(table, "5 n1 refused-to-start 0 log-1 is corrupt"))
          .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aNodeWhoseDiskWasTamperedWithMayStop() {
      Timetable table = lasting(10).nemesis(1, 2, "disk-rot", N1, true);
      assertThat(verdict(table, "5 n1 refused-to-start 0 log-1 is corrupt"))
          .isEqualTo(Verdict.PASS);
      assertThat(verdict(table, "5 n2 halted 0 no space")).isEqualTo(Verdict.FAIL);
    }

    @Test
    void anOrderlyStopPasses() {
      assertThat(verdict(lasting(10), "5 n1 halted 2 shut down")).isEqualTo(Verdict.PASS);
    }
  }

  @Nested
  final class MembershipsTest {
    private final Chains chains =
        new Chains().block(Chains.open("o-a", "a", 1)).block(Chains.open("o-b", "b", 1));

    private Verdict verdict(int heightOfN2, String... lines) {
      return check(
              new Memberships(),
              lasting(10),
              notes(lines),
              chains.of("n1"),
              new Chain("n2", chains.blocks().subList(0, heightOfN2), Optional.empty()))
          .verdict();
    }

    @Test
    void onePlaceBringsOneMembershipInAnEpoch() {
      assertThat(
              verdict(
                  1, "1 n1 members 2 since 7: voters [n1]", "2 n2 members 2 since 7: voters [n1]"))
          .isEqualTo(Verdict.PASS);
      assertThat(
              verdict(
                  1, "1 n1 members 2 since 7: voters [n1]", "2 n2 members 2 since 7: voters [n2]"))
          .isEqualTo(Verdict.FAIL);
      assertThat(
              verdict(
                  1, "1 n1 members 2 since 7: voters [n1]", "2 n2 members 3 since 7: voters [n2]"))
          .as("it was replaced")
          .isEqualTo(Verdict.PASS);
    }

    @Test
    void thoseWhoKnowAllCountOnTheSame() {
      String[] notes = {
        "1 n1 members 2 since 7: voters [n1, n2]", "2 n2 members 2 found: voters [n1]"
      };
      assertThat(verdict(2, notes)).isEqualTo(Verdict.FAIL);
      assertThat(verdict(1, notes)).as("n2 is behind").isEqualTo(Verdict.PASS);
      assertThat(verdict(2, notes[0], notes[1], "3 n2 halted 2 no space")).isEqualTo(Verdict.PASS);
    }
  }

  @Nested
  final class WitnessedTest {
    @Test
    void whatWasSeenFails() {
      CheckResult result =
          check(new Witnessed(), lasting(10), notes("5 n1 witnessed 2 leads epoch 2 alone"));
      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.summary()).contains("n1, after 5 ms, leads epoch 2 alone");
      assertThat(check(new Witnessed(), lasting(10), notes("5 n1 started 2 x")).verdict())
          .isEqualTo(Verdict.PASS);
    }
  }

  @Nested
  final class LivesTest {
    private final Chains chains =
        new Chains().block(Chains.open("o-a", "a", 1)).block(Chains.open("o-b", "b", 1));

    private Verdict verdict(long block, String hash) {
      return check(
              new Lives(),
              lasting(10),
              notes("5 n1 life-ended 2 block " + block + " " + hash),
              chains.of("n1"),
              chains.of("n2"))
          .verdict();
    }

    @Test
    void whatIsStillThereAfterARestartPasses() {
      assertThat(verdict(1, chains.blocks().getFirst().hash())).isEqualTo(Verdict.PASS);
      assertThat(verdict(0, "0".repeat(64))).isEqualTo(Verdict.PASS);
    }

    @Test
    void anotherBlockAtItsPlaceFails() {
      assertThat(verdict(2, chains.blocks().getFirst().hash())).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aBlockThatNobodyHasAnyMoreFails() {
      assertThat(verdict(3, "a".repeat(64))).isEqualTo(Verdict.FAIL);
    }
  }
}
