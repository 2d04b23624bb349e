package dev.assay.checkers.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Proofs;
import dev.assay.checkers.chain.Chains;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ledger's pass is proven by the order that its blocks claim. */
final class LedgerCertificateTest {
  private static final int CASES = Math.min(400, Integer.getInteger("assay.cases", 400));

  @TempDir private Path folder;

  /** Old, but it was so once; or as it never was. */
  @ParameterizedTest
  @CsvSource({"100,1,PASS,order", "95,2,PASS,order", "100,2,FAIL,contradiction"})
  void whatANodeShowedIsProven(long balance, long block, Verdict verdict, String kind) {
    LedgerTable table =
        new LedgerTable()
            .open(0, 1, 2, "a0", 100, "1.0")
            .open(0, 3, 4, "a1", 100, "1.1")
            .applied(0, 5, 6, "t-1 a0 a1 5", "2.0");
    Value.Fields shown = Value.fields("balance", Value.of(balance)).with("block", Value.of(block));
    table.timetable().ok(1, 7, 8, "local-read", Value.fields("account", Value.of("a0")), shown);
    Recording recording =
        table.recording(
            new Chains()
                .block(Chains.open("o-a0", "a0", 100), Chains.open("o-a1", "a1", 100))
                .block(Chains.applied("t-1", "a0", "a1", 5)));

    Proofs proofs = Proofs.of(new LocalReads(), recording, folder);

    assertThat(proofs.result().verdict()).isEqualTo(verdict);
    Value.Fields proof = (Value.Fields) proofs.certificate().orElseThrow();
    assertThat(proof.get("certificate")).contains(Value.of(kind));
    assertThat(Verifier.refusal(recording.history(), proof)).isEmpty();
    List<Value> named = ((Value.Items) proof.get("operations").orElseThrow()).items();
    for (int i = 0; i < named.size(); i++) {
      List<Value> fewer = new ArrayList<>(named);
      fewer.remove(i);
      Value doctored = proof.with("operations", Value.items(fewer));
      assertThat(Verifier.refusal(recording.history(), doctored)).as("without %d", i).isPresent();
    }
  }

  @Test
  void passesOfRunsWithAChainAreProven() {
    int passed = 0;
    int proven = 0;
    for (int i = 0; i < CASES; i++) {
      Recording recording = RandomLedger.recording(new Seed(i), 8, false, i % 2 == 0, true);
      Proofs proofs = Proofs.of(new LinearizabilityChecker(), recording, folder);
      assertThat(proofs.result().verdict()).isIn(Verdict.PASS, Verdict.VACUOUS);
      passed += proofs.result().verdict() == Verdict.PASS ? 1 : 0;
      if (proofs.result().verdict() == Verdict.PASS && proofs.certificate().isPresent()) {
        proven++;
        assertThat(Verifier.refusal(recording.history(), proofs.certificate().get()))
            .as("seed %d", i)
            .isEmpty();
      }
    }
    assertThat(proven).as("of %d", passed).isGreaterThan(passed * 95 / 100);
  }
}
