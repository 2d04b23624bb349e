package dev.assay.checkers.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Proofs;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.Seed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger's pass is proven by the order that its blocks claim. */
final class LedgerCertificateTest {
  @TempDir private Path folder;

  @Test
  void passesOfRunsWithAChainAreProven() {
    int passed = 0;
    int proven = 0;
    for (int i = 0; i < 400; i++) {
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
