package dev.assay.checkers.model;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.Workers;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.certificate.Certificates;
import dev.assay.checkers.linearizability.Linearizability;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.proof.Contradictions;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Evidence;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A model as a checker of whole histories.
 *
 * @param name the model's, shown with the result
 * @param workers who decides parts at the same time
 */
public record ModelChecker<S>(String name, Model<S> model, Workers workers) implements Checker {
  /** On the caller's thread. */
  public ModelChecker(String name, Model<S> model) {
    this(name, model, Workers.ALONE);
  }

  private static final int NAMED_MAX = 8;

  @Override
  public String promise() {
    return "All operations seem to happen one at a time, as the model \"" + name + "\" has it.";
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    return check(recording, budget, Certificates.NONE);
  }

  @Override
  public CheckResult check(Recording recording, Budget budget, Certificates certificates) {
    List<Operation> operations = recording.history().clientOperations();
    Answer answer = Linearizability.check(model, operations, budget, workers);
    Optional<Certificate> proof =
        certificates.equals(Certificates.NONE)
            ? Optional.empty()
            : certificate(answer, recording.history());
    CheckResult result = result(answer, operations);
    return result.verdict() == Verdict.VACUOUS
        ? result
        : result.certifiedBy(proof.flatMap(certificate -> certificates.keep(name, certificate)));
  }

  /** The order; or few operations without one. */
  private Optional<Certificate> certificate(Answer answer, History history) {
    return switch (answer) {
      case Answer.Linearizable(List<Operation> order, _) ->
          Optional.of(Certificate.order(name, name, Certificate.REALTIME, indices(order)));
      case Answer.Clash(List<Operation> clashing, _, _) ->
          contradiction(history, lastAnswer(clashing), clashing, List.of())
              .or(() -> contradiction(history, Certificate.TO_THE_END, clashing, List.of()));
      case Answer.Contradiction contradiction -> {
        List<Operation> ends = new ArrayList<>(contradiction.open());
        ends.add(contradiction.blocked());
        yield contradiction(
            history, contradiction.blocked().endIndex(), ends, contradiction.order());
      }
      case Answer.Undecided _ -> Optional.empty();
    };
  }

  private Optional<Certificate> contradiction(
      History history, long until, List<Operation> ends, List<Operation> before) {
    return Contradictions.find(
        new Contradictions.Claim(name, name, Certificate.REALTIME, until),
        history,
        Contradictions.list(indices(ends)),
        Contradictions.list(indices(before)));
  }

  /** When all of them had been answered: what began later need not be known to see that. */
  private static long lastAnswer(List<Operation> operations) {
    return operations.stream()
        .mapToLong(Operation::endIndex)
        .filter(end -> end != Operation.NEVER)
        .max()
        .orElse(Certificate.TO_THE_END);
  }

  private static long[] indices(List<Operation> order) {
    return order.stream().mapToLong(Operation::index).toArray();
  }

  private CheckResult result(Answer answer, List<Operation> operations) {
    Value.Fields statistics = Value.fields("operations", Value.of(operations.size()));
    return switch (answer) {
      case Answer.Linearizable(List<Operation> order, String by) ->
          new CheckResult(
              name,
              order.isEmpty() ? Verdict.VACUOUS : Verdict.PASS,
              "An order of %d operations explains them all.".formatted(order.size()),
              List.of(),
              statistics.with("decidedBy", Value.of(by)));
      case Answer.Clash(List<Operation> clashing, String why, String by) ->
          new CheckResult(
              name,
              Verdict.FAIL,
              "No order explains %d operations: %s.".formatted(clashing.size(), why),
              List.of(evidence(clashing, why)),
              statistics.with("decidedBy", Value.of(by)));
      case Answer.Contradiction contradiction ->
          new CheckResult(
              name,
              Verdict.FAIL,
              "No order explains %s.".formatted(model.describe(contradiction.blocked())),
              List.of(evidence(contradiction)),
              statistics.with("decidedBy", Value.of(contradiction.by())));
      case Answer.Undecided(String why, long howFar, long total) ->
          new CheckResult(
              name,
              Verdict.UNKNOWN,
              "Undecided: %d of %d operations were explained before %s."
                  .formatted(howFar, total, why),
              List.of(),
              statistics);
    };
  }

  private Evidence evidence(List<Operation> clashing, String why) {
    return new Evidence(
        clashing.stream().map(Operation::index).toList(),
        "these operations alone have no order, since %s: %s"
            .formatted(
                why,
                clashing.stream()
                    .limit(NAMED_MAX)
                    .map(model::describe)
                    .collect(Collectors.joining("; "))));
  }

  private Evidence evidence(Answer.Contradiction contradiction) {
    List<Long> indices = new ArrayList<>();
    indices.add(contradiction.blocked().index());
    contradiction.open().forEach(operation -> indices.add(operation.index()));
    return new Evidence(
        indices,
        "%s is impossible: after %d operations the state is at best %s, and no order of the %d others under way helps"
            .formatted(
                model.describe(contradiction.blocked()),
                contradiction.order().size(),
                contradiction.state(),
                contradiction.open().size()));
  }
}
