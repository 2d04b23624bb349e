package dev.assay.checkers.isolation;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.certificate.Certificates;
import dev.assay.checkers.proof.Contradictions;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Evidence;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.rule.Rules;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether transactions were as isolated as was promised. */
public final class IsolationChecker implements Checker {
  /** Transactions up to which each phenomenon is proven, too: all are looked through for each. */
  private static final int PHENOMENA_MAX = 50_000;

  private final String name;
  private final Guarantee promised;
  private final Supplier<Inference> inference;

  private IsolationChecker(String name, Guarantee promised, Supplier<Inference> inference) {
    this.name = name;
    this.promised = promised;
    this.inference = inference;
  }

  /**
   * For transactions whose value is a list of {@code ["append", key, element]} and {@code ["r",
   * key, list]}; every element is appended to its list once. An answered read of nothing is nil or
   * an empty list.
   */
  public static IsolationChecker listAppend(Guarantee promised) {
    return new IsolationChecker("list-append", promised, ListAppend::new);
  }

  /**
   * For transactions whose value is a list of {@code ["w", key, value]} and {@code ["r", key,
   * value]}; every value is written to its register once, and nil is what it holds before.
   */
  public static IsolationChecker registers(Guarantee promised) {
    return new IsolationChecker("rw-register", promised, () -> new Registers(promised));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String promise() {
    return "Transactions of %s steps are %s.".formatted(name, promised.name());
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    return check(recording, budget, Certificates.NONE);
  }

  @Override
  public CheckResult check(Recording recording, Budget budget, Certificates certificates) {
    Isolation isolation = new Isolation(inference.get(), promised);
    long foreign = 0;
    try {
      for (Operation operation : recording.history().operations()) {
        if (operation.process().isClient()) {
          budget.step();
          foreign += isolation.add(operation) ? 0 : 1;
        }
      }
    } catch (IllegalArgumentException e) {
      return new CheckResult(
          name,
          Verdict.UNKNOWN,
          "The history is not one of %s: %s.".formatted(name, e.getMessage()),
          List.of(),
          Value.fields());
    }
    Isolation.Finding finding = isolation.decide();
    CheckResult result = result(finding, foreign);
    if (certificates.equals(Certificates.NONE)) {
      return result;
    }
    Optional<Certificate> proof =
        switch (result.verdict()) {
          case PASS -> order(finding, recording);
          case FAIL -> finding.worst(promised).flatMap(worst -> refutation(worst, recording));
          case UNKNOWN, VACUOUS, HARNESS -> Optional.empty();
        };
    if (result.verdict() == Verdict.FAIL) {
      keepPhenomena(finding, recording, certificates);
    }
    return result.certifiedBy(proof.flatMap(p -> certificates.keep(name, p)));
  }

  private String respects() {
    return switch (promised.strength()) {
      case PLAIN -> Certificate.NOTHING;
      case SESSION -> Certificate.PROCESS;
      case REALTIME -> Certificate.REALTIME;
    };
  }

  /** A serial order; of registers, whose versions are ordered in part only, where it is one. */
  private Optional<Certificate> order(Isolation.Finding finding, Recording recording) {
    return Optional.of(finding.order())
        .filter(order -> order.length > 0)
        .map(order -> Certificate.order(name, name, respects(), order))
        .filter(
            order ->
                name.equals("list-append")
                    || Verifier.refusal(recording.history(), order.value()).isEmpty());
  }

  /** What is anomalous has no serial order; what breaks a weaker level is a phenomenon. */
  private Optional<Certificate> refutation(Anomaly worst, Recording recording) {
    Optional<Certificate> contradiction =
        promised.level() == Level.SERIALIZABLE
            ? Contradictions.find(
                new Contradictions.Claim(name, name, respects(), Certificate.TO_THE_END),
                recording.history(),
                worst.operations(),
                List.of())
            : Optional.empty();
    return contradiction.or(() -> phenomenon(worst, recording));
  }

  /** What the verifier of rules finds by its edges, or by the transactions alone. */
  private Optional<Certificate> phenomenon(Anomaly anomaly, Recording recording) {
    List<Value> cites = new ArrayList<>(List.of(Value.of(name)));
    if (anomaly.cycle().isEmpty()) {
      anomaly.operations().forEach(index -> cites.add(Value.of(index)));
    }
    for (Anomaly.Dependency edge : anomaly.cycle()) {
      cites.add(
          Value.items(List.of(Value.of(edge.from()), Value.of(edge.kind()), Value.of(edge.to()))));
    }
    return Optional.of(Certificate.rule(name, "no-" + anomaly.name(), cites))
        .filter(proof -> rules(recording).refusal(proof.value()).isEmpty());
  }

  /** Of phenomena, which are all in the history. */
  private static Rules rules(Recording recording) {
    return new Rules(Path.of(""), recording.history());
  }

  /** Whatever rules out a level, each by itself. */
  private void keepPhenomena(
      Isolation.Finding finding, Recording recording, Certificates certificates) {
    if (finding.transactions() <= PHENOMENA_MAX) {
      for (Anomaly anomaly : finding.anomalies().kept()) {
        phenomenon(anomaly, recording)
            .ifPresent(
                proof ->
                    certificates.keep(name + "-" + anomaly.name().toLowerCase(Locale.ROOT), proof));
      }
    }
  }

  private CheckResult result(Isolation.Finding finding, long foreign) {
    Verdict verdict = verdict(finding);
    List<Evidence> evidence =
        finding.anomalies().kept().stream()
            .filter(anomaly -> verdict == Verdict.FAIL)
            .limit(CheckResult.EVIDENCE_MAX)
            .map(a -> new Evidence(a.operations(), a.name() + ": " + a.sentence()))
            .toList();
    return new CheckResult(
        name, verdict, summary(verdict, finding), evidence, statistics(finding, foreign));
  }

  private Verdict verdict(Isolation.Finding finding) {
    if (!finding.keeps(promised)) {
      return Verdict.FAIL;
    }
    if (finding.acknowledged() == 0) {
      return Verdict.VACUOUS;
    }
    return finding.ambiguity().count() > 0 ? Verdict.UNKNOWN : Verdict.PASS;
  }

  private String summary(Verdict verdict, Isolation.Finding finding) {
    return switch (verdict) {
      case FAIL -> {
        Anomaly worst = finding.worst(promised).orElseThrow();
        yield "Not %s (%s): %s.".formatted(promised.name(), worst.name(), worst.sentence());
      }
      case UNKNOWN ->
          "Versions of %d keys can't be told apart: %s."
              .formatted(finding.ambiguity().count(), finding.ambiguity().first());
      case VACUOUS -> "No transaction was acknowledged.";
      case PASS, HARNESS ->
          "%d transactions show nothing that %s forbids."
              .formatted(finding.acknowledged(), promised.name());
    };
  }

  private static Value.Fields statistics(Isolation.Finding finding, long foreign) {
    Map<String, Value> anomalies = new LinkedHashMap<>();
    finding
        .anomalies()
        .kept()
        .forEach(a -> anomalies.put(a.name(), Value.of(finding.anomalies().count(a))));
    return Value.fields("transactions", Value.of(finding.transactions()))
        .with("acknowledged", Value.of(finding.acknowledged()))
        .with("otherOperations", Value.of(foreign))
        .with("dependencies", Value.of(finding.edges()))
        .with("anomalies", new Value.Fields(anomalies))
        .with("ruledOut", names(finding.weakestBroken()))
        .with("notRuledOut", names(finding.strongestKept()));
  }

  private static Value names(List<Guarantee> guarantees) {
    List<Value> names = new ArrayList<>();
    guarantees.forEach(guarantee -> names.add(Value.of(guarantee.name())));
    return Value.items(names);
  }
}
