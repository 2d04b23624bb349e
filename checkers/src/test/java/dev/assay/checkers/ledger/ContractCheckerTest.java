package dev.assay.checkers.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Timetable;
import dev.assay.checkers.Told;
import dev.assay.checkers.certificate.Proofs;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smallest legal and illegal histories of registers, lists and sets of the ledger. */
final class ContractCheckerTest {
  private static final Told TOLD = Told.of("ledger");

  private static final String WRITE_ONE = "{'id':'w-1','key':'k','value':'1'}";
  private static final String READ = "{'key':'k'}";

  private final Timetable table = new Timetable();

  @TempDir private Path folder;

  private ContractCheckerTest ok(
      int process, long from, long to, String f, String asked, String said) {
    table.ok(process, from, to, f, fields(asked), fields(said));
    return this;
  }

  private ContractCheckerTest unknown(int process, long from, String f, String asked) {
    table.unknown(process, from, f, fields(asked));
    return this;
  }

  @Test
  void aReadSeesWhatWasWritten() {
    ok(0, 1, 2, "write", WRITE_ONE, receipt(1, 0))
        .ok(1, 3, 4, "read", READ, "{'value':'1','block':1}");
    decided(Verdict.PASS, ContractChecker.registers(), new LinearizabilityChecker());
  }

  @Test
  void aStaleReadIsNoneOfThem() {
    ok(0, 1, 2, "write", WRITE_ONE, receipt(1, 0))
        .ok(1, 3, 4, "read", READ, "{'value':null,'block':0}");
    decided(Verdict.FAIL, ContractChecker.registers(), new LinearizabilityChecker());
  }

  @Test
  void aLocalReadMayBeStaleButHasToHaveBeen() {
    ok(0, 1, 2, "write", WRITE_ONE, receipt(1, 0))
        .ok(1, 3, 4, "local-read", READ, "{'value':null,'block':0}")
        .ok(1, 5, 6, "read", READ, "{'value':'1','block':1}");
    decided(Verdict.PASS, ContractChecker.registers(), new LinearizabilityChecker());
    assertThat(
            new SessionGuarantee(SessionGuarantee.Kind.MONOTONIC_READS)
                .check(table.recording(), new Budget(Budget.Limits.DEFAULT))
                .verdict())
        .as("local reads are nobody's session")
        .isEqualTo(Verdict.VACUOUS);
  }

  @Test
  void aRefusedCompareAndSetSaysThatTheValueWasAnother() {
    ok(0, 1, 2, "write", WRITE_ONE, receipt(1, 0))
        .ok(
            1,
            3,
            4,
            "cas",
            "{'id':'w-2','key':'k','value':['1','2']}",
            "{'result':'refused','reason':'mismatch','block':1,'position':1}");
    decided(Verdict.FAIL, ContractChecker.registers(), new LinearizabilityChecker());
  }

  @Test
  void aRetryIsTheSameWriteAndHappensOnce() {
    unknown(0, 1, "write", WRITE_ONE)
        .ok(1, 2, 3, "write", "{'id':'w-2','key':'k','value':'2'}", receipt(1, 0))
        .ok(2, 4, 5, "write", WRITE_ONE, receipt(2, 0))
        .ok(1, 6, 7, "read", READ, "{'value':'1','block':2}")
        .ok(2, 8, 9, "write", WRITE_ONE, receipt(2, 0))
        .ok(1, 10, 11, "read", READ, "{'value':'1','block':2}");
    decided(Verdict.PASS, ContractChecker.registers(), new LinearizabilityChecker());
  }

  @Test
  void aRetryThatHappensAgainIsFound() {
    ok(0, 1, 2, "write", WRITE_ONE, receipt(1, 0))
        .ok(1, 3, 4, "write", "{'id':'w-2','key':'k','value':'2'}", receipt(2, 0))
        .ok(2, 5, 6, "write", WRITE_ONE, receipt(1, 0))
        .ok(1, 7, 8, "read", READ, "{'value':'1','block':3}");
    decided(Verdict.FAIL, ContractChecker.registers(), new LinearizabilityChecker());
  }

  @Test
  void transactionsOverListsAreStrictlySerializable() {
    ok(0, 1, 2, "txn", append("x-1", 1), receipt(1, 0))
        .ok(
            1,
            3,
            4,
            "txn",
            "{'id':'x-2','value':[['r','k',null],['append','k',2]]}",
            "{'value':[['r','k',[1]],['append','k',2]],'result':'applied','block':2,'position':0}")
        .ok(2, 5, 6, "txn", "{'value':[['r','k',null]]}", "{'value':[['r','k',[1,2]]],'block':2}");
    decided(Verdict.PASS, ContractChecker.lists(), new LinearizabilityChecker());
  }

  @Test
  void aLostAppendIsFound() {
    ok(0, 1, 2, "txn", append("x-1", 1), receipt(1, 0))
        .ok(1, 3, 4, "txn", append("x-2", 2), receipt(1, 1))
        .ok(2, 5, 6, "txn", "{'value':[['r','k',null]]}", "{'value':[['r','k',[2]]],'block':1}");
    decided(Verdict.FAIL, ContractChecker.lists(), new LinearizabilityChecker());
  }

  @Test
  void anElementThatVanishesIsFoundInItsOwnSet() {
    ok(0, 1, 2, "add", "{'id':'e-1','key':'s','value':7}", receipt(1, 0))
        .ok(0, 3, 4, "add", "{'id':'e-2','key':'t','value':8}", receipt(2, 0))
        .ok(1, 5, 6, "elements", "{'key':'s'}", "{'value':[7],'block':2}")
        .ok(1, 7, 8, "elements", "{'key':'t'}", "{'value':[8],'block':2}");
    decided(Verdict.PASS, ContractChecker.sets(), new LinearizabilityChecker());

    ok(1, 9, 10, "elements", "{'key':'t'}", "{'value':[],'block':2}");
    decided(Verdict.FAIL, ContractChecker.sets(), new LinearizabilityChecker());
  }

  @Test
  void whatComesAndGoesIsForLinearizabilityAlone() {
    ok(0, 1, 2, "add", "{'id':'e-1','key':'s','value':7}", receipt(1, 0))
        .ok(0, 3, 4, "add", "{'id':'e-2','key':'t','value':7}", receipt(1, 1))
        .ok(1, 5, 6, "elements", "{'key':'s'}", "{'value':[7],'block':1}")
        .ok(0, 7, 8, "remove", "{'id':'e-3','key':'t','value':7}", receipt(2, 0))
        .ok(1, 9, 10, "elements", "{'key':'t'}", "{'value':[],'block':2}");
    decided(Verdict.PASS, ContractChecker.sets(), new LinearizabilityChecker());

    ok(1, 11, 12, "elements", "{'key':'t'}", "{'value':[7],'block':2}");
    decided(Verdict.PASS, ContractChecker.sets());
    decided(Verdict.FAIL, new LinearizabilityChecker());
  }

  @Test
  void aTransactionOverTooManyListsLeavesNothing() {
    String steps =
        IntStream.range(0, 33)
            .mapToObj(step -> "['append','k%d',%d]".formatted(step, step))
            .collect(Collectors.joining(","));
    ok(
            0,
            1,
            2,
            "txn",
            "{'id':'x-1','value':[" + steps + "]}",
            "{'result':'refused','reason':'too-many-keys','block':1,'position':0}")
        .ok(1, 3, 4, "txn", "{'value':[['r','k0',null]]}", "{'value':[['r','k0',[]]],'block':1}");
    decided(Verdict.PASS, ContractChecker.lists(), new LinearizabilityChecker());

    ok(1, 5, 6, "txn", "{'value':[['r','k0',null]]}", "{'value':[['r','k0',[0]]],'block':1}");
    decided(Verdict.FAIL, ContractChecker.lists());
  }

  @Test
  void unknownOutcomesMayHaveHappenedOrNot() {
    unknown(0, 1, "add", "{'id':'e-1','key':'s','value':7}")
        .ok(1, 2, 3, "elements", "{'key':'s'}", "{'value':[],'block':0}")
        .ok(1, 4, 5, "add", "{'id':'e-2','key':'s','value':8}", receipt(1, 1))
        .ok(1, 6, 7, "elements", "{'key':'s'}", "{'value':[7,8],'block':1}");
    decided(Verdict.PASS, ContractChecker.sets());
  }

  private void decided(Verdict verdict, Checker... checkers) {
    for (Checker checker : List.of(checkers)) {
      CheckResult result = TOLD.check(checker, table.recording());
      assertThat(result.verdict()).as(result.summary()).isEqualTo(verdict);
      assertThat(result.checker()).isEqualTo(checker.name());
      Proofs proofs = Proofs.of(checker, table.recording(), folder);
      boolean isDue = verdict == Verdict.FAIL || checker instanceof LinearizabilityChecker;
      assertThat(proofs.certificate().isPresent()).as(checker.name()).isEqualTo(isDue);
      proofs
          .certificate()
          .ifPresent(
              proof -> assertThat(Verifier.refusal(table.recording().history(), proof)).isEmpty());
    }
  }

  private static String append(String id, int element) {
    return "{'id':'%s','value':[['append','k',%d]]}".formatted(id, element);
  }

  private static String receipt(int block, int position) {
    return "{'result':'applied','block':%d,'position':%d}".formatted(block, position);
  }

  private static Value.Fields fields(String json) {
    return (Value.Fields) ValueJson.read(json.replace('\'', '"'));
  }
}
