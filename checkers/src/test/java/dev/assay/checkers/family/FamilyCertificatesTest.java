package dev.assay.checkers.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Proofs;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What families find is proven by a few operations, to somebody who shares nothing with them. */
final class FamilyCertificatesTest {
  /** Of a past, or of times, or of all operations there are: no order of a few shows it. */
  private static final Set<String> WITHOUT =
      Set.of("causal", "each-answered", "exceptions", "log-patterns", "liveness");

  /** The same of one finding among others that have a proof. */
  private static final Set<String> SINGLE =
      Set.of(
          "kafka: lost",
          "kafka: the second of three is lost",
          "kafka: it left something out",
          "total-queue: one unknown dequeue can't have taken two");

  @TempDir private Path folder;

  static Stream<FamiliesTest.Case> failures() {
    return FamiliesTest.cases()
        .filter(given -> given.verdict().equals("FAIL"))
        .filter(given -> !WITHOUT.contains(given.checker()));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failuresAreProvenByNoMoreThanIsNeeded(FamiliesTest.Case given) {
    Recording recording = FamiliesTest.recording(given);
    Proofs proofs = Proofs.of(FamiliesTest.named(given.checker()), recording, folder);

    assertThat(proofs.result().verdict()).isEqualTo(Verdict.FAIL);
    assertThat(proofs.certificate().isEmpty())
        .as("%s", proofs.result())
        .isEqualTo(SINGLE.contains(given.toString()));
    proofs
        .certificate()
        .ifPresent(
            certificate -> {
              assertThat(Verifier.refusal(recording.history(), certificate)).isEmpty();
              Value.Fields fields = (Value.Fields) certificate;
              List<Value> few = ((Value.Items) fields.get("operations").orElseThrow()).items();
              for (int i = 0; i < few.size(); i++) {
                List<Value> fewer = new ArrayList<>(few);
                fewer.remove(i);
                Value doctored = fields.with("operations", Value.items(fewer));
                assertThat(Verifier.refusal(recording.history(), doctored))
                    .as(ValueJson.write(doctored))
                    .isPresent();
              }
            });
  }

  static Stream<FamiliesTest.Case> passes() {
    return FamiliesTest.cases()
        .filter(given -> given.verdict().equals("PASS"))
        // In an order reads agree with each other too, which these don't ask for.
        .filter(given -> !given.checker().equals("counter") && !given.checker().equals("set"));
  }

  /** Whoever names all operations of what passed proves nothing. */
  @ParameterizedTest
  @MethodSource("passes")
  void passesCantBeContradicted(FamiliesTest.Case given) {
    Recording recording = FamiliesTest.recording(given);
    String model =
        switch (given.checker()) {
          case "queue" -> "bag";
          default -> given.checker();
        };
    String respects = Set.of("monotonic", "kafka").contains(model) ? "process" : "realtime";
    List<Value> all =
        recording.history().clientOperations().stream()
            .filter(o -> !o.isFail())
            .<Value>map(o -> Value.of(o.index()))
            .toList();
    Value certificate =
        Value.fields("certificate", Value.of("contradiction"))
            .with("model", Value.of(model))
            .with("respects", Value.of(respects))
            .with("until", Value.of(Long.MAX_VALUE))
            .with("operations", Value.items(all));

    assertThat(Verifier.refusal(recording.history(), certificate)).isPresent();
  }
}
