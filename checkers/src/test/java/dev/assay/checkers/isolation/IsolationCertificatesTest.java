package dev.assay.checkers.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Proofs;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.History;
import dev.assay.history.Seed;
import dev.assay.history.file.ValueJson;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the isolation checkers find is proven to somebody who shares nothing with them. */
final class IsolationCertificatesTest {
  @TempDir private Path folder;

  private static final int CASES = Math.min(300, Integer.getInteger("assay.cases", 300));
  private static final Guarantee STRICT = Guarantee.STRICT_SERIALIZABLE;

  static Stream<Histories.Case> listAppend() {
    return Histories.read("list-append.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("listAppend")
  void everyDecisionAboutListsIsProven(Histories.Case given) {
    assertThat(isProven(IsolationChecker.listAppend(STRICT), given.history())).isTrue();
  }

  static Stream<Histories.Case> registers() {
    return Histories.read("rw-register.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("registers")
  void everyDecisionAboutRegistersIsProven(Histories.Case given) {
    assertThat(isProven(IsolationChecker.registers(STRICT), given.history())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"true,REALTIME", "true,SESSION", "true,PLAIN", "false,REALTIME", "false,PLAIN"})
  void decisionsByChanceAreProven(boolean lists, Strength strength) {
    Guarantee promised = new Guarantee(Level.SERIALIZABLE, strength);
    int proven = 0;
    for (int i = 0; i < CASES; i++) {
      History history = RandomTransactions.history(new Seed(i), lists, 7, i % 3 * 10);
      proven +=
          isProven(
                  lists
                      ? IsolationChecker.listAppend(promised)
                      : IsolationChecker.registers(promised),
                  history)
              ? 1
              : 0;
    }
    assertThat(proven).as("of %d", CASES).isGreaterThanOrEqualTo(lists ? CASES : CASES * 98 / 100);
  }

  /** What is written is accepted; whether anything was. */
  private boolean isProven(IsolationChecker checker, History history) {
    Proofs proofs = Proofs.of(checker, Recording.of(history), folder);
    if (proofs.result().verdict() == Verdict.VACUOUS) {
      return true;
    }
    proofs
        .certificate()
        .ifPresent(
            certificate ->
                assertThat(Verifier.refusal(history, certificate))
                    .as("%s %s", proofs.result(), ValueJson.write(certificate))
                    .isEmpty());
    return proofs.certificate().isPresent();
  }
}
