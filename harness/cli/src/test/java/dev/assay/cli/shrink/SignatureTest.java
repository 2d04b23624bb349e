package dev.assay.cli.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Evidence;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SignatureTest {
  @Test
  void numbersAndNamesDoNotMatter() {
    Signature lost = Signature.of(failed("acknowledged", "t-17 of n1 is lost")).orElseThrow();
    assertThat(lost.in(failed("acknowledged", "t-3 of n5 is lost"))).isTrue();
  }

  @Test
  void anotherKindOfViolationIsAnotherReason() {
    Signature lost = Signature.of(failed("acknowledged", "t-17 of n1 is lost")).orElseThrow();
    assertThat(lost.in(failed("acknowledged", "t-17 of n1 is there twice"))).isFalse();
  }

  @Test
  void theSameWordsOfAnotherCheckerAreAnotherReason() {
    Signature lost = Signature.of(failed("acknowledged", "t-17 of n1 is lost")).orElseThrow();
    assertThat(lost.in(failed("chain-audit", "t-17 of n1 is lost"))).isFalse();
  }

  @Test
  void whatDidNotFailHasNone() {
    CheckResult unknown =
        new CheckResult("acknowledged", Verdict.UNKNOWN, "undecided", List.of(), Value.fields());
    assertThat(Signature.of(Results.of(List.of(unknown)))).isEmpty();
  }

  private static Results failed(String checker, String sentence) {
    return Results.of(
        List.of(
            new CheckResult(
                checker,
                Verdict.FAIL,
                "It failed.",
                List.of(new Evidence(List.of(), sentence)),
                Value.fields())));
  }
}
