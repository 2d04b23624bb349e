package dev.assay.checkers.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Recording;
import dev.assay.checkers.Timetable;
import dev.assay.checkers.certificate.Proofs;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.History;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What families find is proven by a few operations, to somebody who shares nothing with them. */
final class FamilyCertificatesTest {
  /** Of the files of nodes, or of what there was none of. */
  private static final Set<String> WITHOUT = Set.of("each-answered", "log-patterns");

  /** Of which a pass is not an order. */
  private static final Set<String> BY_RULES = Set.of("causal", "exceptions", "liveness");

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
    assertThat(proofs.certificate()).as("%s", proofs.result()).isPresent();
    proofs
        .certificate()
        .filter(certificate -> ((Value.Fields) certificate).get("rule").isEmpty())
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

  /** Passes in which no order explains all reads: a family asks for less. */
  private static final Set<String> UNORDERED =
      Set.of(
          "set: only the last read counts",
          "counter: an unknown addition may count",
          "counter: a subtraction under way",
          "counter: it shows one of those under way");

  static Stream<FamiliesTest.Case> provenPasses() {
    return FamiliesTest.cases()
        .filter(given -> given.verdict().equals("PASS"))
        .filter(given -> !WITHOUT.contains(given.checker()))
        .filter(given -> !BY_RULES.contains(given.checker()));
  }

  /** By an order of all that was answered. */
  @ParameterizedTest
  @MethodSource("provenPasses")
  void passesAreProvenByAnOrder(FamiliesTest.Case given) {
    Recording recording = FamiliesTest.recording(given);
    Proofs proofs = Proofs.of(FamiliesTest.named(given.checker()), recording, folder);

    assertThat(proofs.certificate().isEmpty())
        .as("%s", proofs.result())
        .isEqualTo(UNORDERED.contains(given.toString()));
    proofs
        .certificate()
        .ifPresent(
            certificate -> {
              assertThat(Verifier.refusal(recording.history(), certificate)).isEmpty();
              Value.Fields fields = (Value.Fields) certificate;
              List<Value> order = ((Value.Items) fields.get("operations").orElseThrow()).items();
              Value doctored =
                  fields.with("operations", Value.items(order.subList(1, order.size())));
              assertThat(Verifier.refusal(recording.history(), doctored)).isPresent();
            });
  }

  /** Nothing less than all additions shows that one is missing. */
  @Test
  void longFailuresAreProven() {
    int additions = 500;
    Timetable table = new Timetable();
    for (int i = 0; i < additions; i++) {
      table.ok(i % 3, 10L * i, 10L * i + 15, "add", Value.of(1), Value.of(1));
    }
    long end = 10L * additions + 100;
    table.ok(4, end, end + 1, "read", Value.NIL, Value.of(additions - 1L));
    Proofs proofs = Proofs.of(FamiliesTest.named("counter"), table.recording(), folder);

    assertThat(proofs.result().verdict()).isEqualTo(Verdict.FAIL);
    Value certificate = proofs.certificate().orElseThrow();
    assertThat(Verifier.refusal(table.history(), certificate)).isEmpty();
    Value.Items named = (Value.Items) ((Value.Fields) certificate).get("operations").orElseThrow();
    assertThat(named.items()).hasSize(additions + 1);
  }

  /** What is cited of one history proves nothing of those that pass. */
  @Test
  void rulesAreNotBrokenByWhatPasses() {
    Map<String, Set<Value>> proofs = new TreeMap<>();
    failures()
        .forEach(
            given ->
                Proofs.of(
                        FamiliesTest.named(given.checker()), FamiliesTest.recording(given), folder)
                    .certificate()
                    .filter(it -> ((Value.Fields) it).get("rule").isPresent())
                    .ifPresent(
                        it ->
                            proofs.computeIfAbsent(given.checker(), _ -> new HashSet<>()).add(it)));
    assertThat(proofs.keySet()).containsExactly("causal", "kafka", "liveness", "total-queue");
    FamiliesTest.cases()
        .filter(given -> given.verdict().equals("PASS"))
        .forEach(
            given -> {
              for (Value proof : proofs.getOrDefault(given.checker(), Set.of())) {
                History history = FamiliesTest.recording(given).history();
                assertThat(Proofs.refusal(history, proof, folder))
                    .as("%s of %s", ValueJson.write(proof), given)
                    .isPresent();
              }
            });
  }

  /** A drain of the model is one thing: of two that shared what was there neither comes first. */
  @Test
  void drainsThatWaitForEachOtherAreNotProven() {
    Recording recording =
        new Timetable()
            .ok(0, 0, 1, "enqueue", Value.of(1), Value.of(1))
            .ok(0, 2, 3, "enqueue", Value.of(2), Value.of(2))
            .ok(1, 4, 8, "drain", Value.NIL, Value.items(List.of(Value.of(1))))
            .ok(2, 5, 7, "drain", Value.NIL, Value.items(List.of(Value.of(2))))
            .recording();
    Proofs proofs = Proofs.of(FamiliesTest.named("total-queue"), recording, folder);

    assertThat(proofs.result().verdict()).isEqualTo(Verdict.PASS);
    assertThat(proofs.certificate()).isEmpty();
  }

  /** A cluster that died while everybody drained: each may have taken what another did not find. */
  @Test
  void drainsWithoutAnAnswerAreNoTrouble() {
    Timetable table = new Timetable().ok(0, 0, 1, "enqueue", Value.of(1), Value.of(1));
    for (int i = 0; i < 20_000; i++) {
      table.unknown(1 + i, 2 + i, "drain", Value.NIL);
    }
    table.ok(0, 30_000, 30_001, "dequeue", Value.NIL, Value.of(1));
    table.ok(0, 30_002, 30_003, "drain", Value.NIL, Value.items(List.of()));
    Proofs proofs = Proofs.of(FamiliesTest.named("total-queue"), table.recording(), folder);

    assertThat(proofs.result().verdict()).isEqualTo(Verdict.PASS);
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
