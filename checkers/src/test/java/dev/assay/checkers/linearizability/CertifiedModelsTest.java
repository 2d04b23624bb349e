package dev.assay.checkers.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.certificate.Certificates;
import dev.assay.checkers.model.ModelChecker;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What models decide is proven, and whoever doctors the proof is found out. */
final class CertifiedModelsTest {
  private static final int CASES = Math.min(300, Integer.getInteger("assay.histories", 300));

  private record Decided(History history, CheckResult result, Optional<Value.Fields> proof) {}

  @ParameterizedTest
  @EnumSource(Toys.class)
  void everyVerdictIsProven(Toys toy) {
    for (int seed = 0; seed < CASES; seed++) {
      Decided decided = decided(toy, toy.model, seed);
      if (decided.result().verdict() != Verdict.VACUOUS) {
        assertThat(decided.proof())
            .as("seed %d: %s of %s", seed, decided.result(), decided.history().operations())
            .isPresent();
        assertThat(refusal(decided.history(), decided.proof().orElseThrow()))
            .as(
                "seed %d: %s %s of %s",
                seed,
                decided.result(),
                ValueJson.write(decided.proof().orElseThrow()),
                decided.history().operations())
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Toys.class)
  void doctoredCertificatesAreRefused(Toys toy) {
    int orders = 0;
    int contradictions = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Decided decided = decided(toy, toy.model, seed);
      if (decided.proof().isEmpty()) {
        continue;
      }
      Value.Fields proof = decided.proof().get();
      List<Value> named =
          ((Value.Items) proof.get("operations").orElse(Value.items(List.of()))).items();
      boolean isOrder = proof.get("certificate").orElseThrow().equals(Value.of("order"));
      for (int i = 0; i < named.size(); i++) {
        if (!isOrder || isKnown(decided.history(), named.get(i))) {
          List<Value> fewer = new ArrayList<>(named);
          fewer.remove(i);
          isRefused(decided, proof.with("operations", Value.items(fewer)));
        }
        List<Value> twice = new ArrayList<>(named);
        twice.add(named.get(i));
        isRefused(decided, proof.with("operations", Value.items(twice)));
      }
      String other = isOrder ? "contradiction" : "order";
      isRefused(decided, proof.with("certificate", Value.of(other)));
      isRefused(
          decided,
          proof
              .with("certificate", Value.of(other))
              .with("until", Value.of(Certificate.TO_THE_END)));
      isRefused(decided, proof.with("model", Value.of("oracle")));
      isRefused(decided, proof.with("respects", Value.of("luck")));
      orders += isOrder ? 1 : 0;
      contradictions += isOrder ? 0 : 1;
    }
    assertThat(orders).isGreaterThan(CASES / 12);
    assertThat(contradictions).isPositive();
  }

  /** An order with two neighbours exchanged is accepted exactly if it is a linearization. */
  @ParameterizedTest
  @EnumSource(Toys.class)
  void exchangedOrdersAreJudgedAsTheModelJudgesThem(Toys toy) {
    for (int seed = 0; seed < CASES; seed++) {
      Decided decided = decided(toy, toy.model, seed);
      if (decided.result().verdict() == Verdict.PASS) {
        Value.Fields proof = decided.proof().orElseThrow();
        List<Value> named =
            ((Value.Items) proof.get("operations").orElse(Value.items(List.of()))).items();
        for (int i = 1; i < named.size(); i++) {
          List<Value> exchanged = new ArrayList<>(named);
          Collections.swap(exchanged, i - 1, i);
          List<Operation> order =
              exchanged.stream().map(index -> named(decided.history(), index)).toList();
          boolean isAccepted =
              refusal(decided.history(), proof.with("operations", Value.items(exchanged)))
                  .isEmpty();
          // What did nothing because it could not is in no proof, though a model admits it.
          boolean isCertain = isAccepted || order.stream().noneMatch(Operation::isUnknown);
          boolean isDue = isCertain && isLinearization(toy.model, order);
          assertThat(isAccepted).as("seed %d: %s", seed, order).isEqualTo(isDue);
        }
      }
    }
  }

  private static <S> boolean isLinearization(Model<S> model, List<Operation> order) {
    for (int i = 1; i < order.size(); i++) {
      if (order.get(i).isBefore(order.get(i - 1))) {
        return false;
      }
    }
    for (List<Operation> part : model.partition(order)) {
      Optional<S> state = Optional.of(model.initial());
      for (Operation operation : part) {
        state = state.flatMap(s -> model.step(s, operation));
      }
      if (state.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static void isRefused(Decided decided, Value.Fields doctored) {
    assertThat(refusal(decided.history(), doctored))
        .as("%s of %s", ValueJson.write(doctored), decided.history().operations())
        .isPresent();
  }

  private static boolean isKnown(History history, Value index) {
    return !named(history, index).isUnknown();
  }

  private static Operation named(History history, Value index) {
    return history.operations().stream()
        .filter(o -> Value.of(o.index()).equals(index))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<String> refusal(History history, Value certificate) {
    return Verifier.refusal(history, certificate);
  }

  private static <S> Decided decided(Toys toy, Model<S> model, long seed) {
    History history = ToyHistories.history(toy, seed);
    List<Certificate> kept = new ArrayList<>();
    Certificates certificates =
        (_, certificate) -> {
          kept.add(certificate);
          return Optional.of("kept");
        };
    CheckResult result =
        new ModelChecker<>(toy.known, model)
            .check(Recording.of(history), new Budget(Budget.Limits.DEFAULT), certificates);
    return new Decided(
        history, result, kept.stream().findFirst().map(c -> (Value.Fields) c.value()));
  }
}
