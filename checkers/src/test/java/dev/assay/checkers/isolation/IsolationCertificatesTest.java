package dev.assay.checkers.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Proofs;
import dev.assay.checkers.certificate.Verifier;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.History;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the isolation checkers find is proven to somebody who shares nothing with them. */
final class IsolationCertificatesTest {
  @TempDir private Path folder;

  static Stream<Histories.Case> listAppend() {
    return Histories.read("list-append.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("listAppend")
  void everyDecisionAboutListsIsProven(Histories.Case given) {
    isProven(given.history());
  }

  @Test
  void decisionsAboutListsByChanceAreProven() {
    for (int i = 0; i < 400; i++) {
      isProven(RandomTransactions.history(new Seed(i), true, 6, i % 3 * 10));
    }
  }

  private void isProven(History history) {
    Proofs proofs =
        Proofs.of(
            IsolationChecker.listAppend(Guarantee.STRICT_SERIALIZABLE),
            Recording.of(history),
            folder);
    if (proofs.result().verdict() != Verdict.VACUOUS) {
      Value certificate = proofs.certificate().orElseThrow();
      assertThat(Verifier.refusal(history, certificate))
          .as("%s %s", proofs.result(), ValueJson.write(certificate))
          .isEmpty();
      assertThat(proofs.result().statistics().get("certificate"))
          .contains(Value.of("certificates/list-append.json"));
    }
  }

  @Test
  void mostPassesOfRegistersAreProven() {
    int passed = 0;
    int proven = 0;
    for (int i = 0; i < 400; i++) {
      History history = RandomTransactions.history(new Seed(i), false, 6, 0);
      Proofs proofs =
          Proofs.of(
              IsolationChecker.registers(Guarantee.STRICT_SERIALIZABLE),
              Recording.of(history),
              folder);
      if (proofs.result().verdict() == Verdict.PASS) {
        passed++;
        if (proofs.certificate().isPresent()) {
          proven++;
          assertThat(Verifier.refusal(history, proofs.certificate().get())).isEmpty();
        }
      }
    }
    assertThat(proven).as("of %d", passed).isGreaterThan(passed / 2);
  }

  @Test
  void circleThatIsNoneIsRefused() {
    History history =
        Histories.history(List.of("0 0-9 ok | a x 1; r y", "1 0-9 ok | a y 1; r x 1"));

    assertThat(refusal(history, "cycle", "\"kinds\":[\"wr\",\"wr\"],", "[0,1]"))
        .contains("nothing says that #1 is before #0 by wr");
    assertThat(refusal(history, "cycle", "\"kinds\":[\"rw\",\"realtime\"],", "[0,1]"))
        .contains("by realtime");
    assertThat(refusal(history, "cycle", "\"kinds\":[\"wr\"],", "[0]")).contains("no circle");
    assertThat(refusal(history, "flaw", "", "[0,1]")).contains("nothing is wrong");
  }

  private static String refusal(History history, String kind, String fields, String order) {
    return Verifier.refusal(
            history,
            ValueJson.read(
                "{\"certificate\":\"%s\",\"model\":\"list-append\",%s\"orders\":[%s]}"
                    .formatted(kind, fields, order)))
        .orElse("");
  }
}
