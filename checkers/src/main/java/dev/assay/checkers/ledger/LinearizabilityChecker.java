package dev.assay.checkers.ledger;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.ProvingChecker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.proof.Breach;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Evidence;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Linearizability of the ledger, cheapest first: the order that the ledger claims is replayed, and
 * only when that fails is any other order searched for. A broken claim is a failure by itself,
 * since clients were told where their transactions stand; the search then says whether another
 * order would explain what they saw.
 */
public final class LinearizabilityChecker implements ProvingChecker {
  /** For the question beside the verdict: some tens of milliseconds. */
  private static final long SECOND_OPINION_STEPS = 100_000;

  @Override
  public String name() {
    return "linearizability";
  }

  @Override
  public String promise() {
    return "All operations seem to happen one at a time, in the order that the blocks claim.";
  }

  @Override
  public Optional<Certificate> proof(Recording recording, CheckResult result) {
    return switch (result.verdict()) {
      case PASS -> order(recording);
      // A place that is not in the chain as it was told breaks the claim, whatever others saw.
      case FAIL ->
          Breach.find(recording, result)
              .or(
                  () ->
                      Proven.contradiction(
                          name(),
                          List.of(Proven.PLACES, Proven.CLAIMED, Proven.LEDGER),
                          recording.history(),
                          result.evidence()));
      case UNKNOWN, VACUOUS, HARNESS -> Optional.empty();
    };
  }

  /** The claimed one; where only another explains the answers, that one. */
  private Optional<Certificate> order(Recording recording) {
    Optional<Certificate> claimed = orderOf(recording, new LedgerOrder(recording, false).indices());
    if (claimed.isPresent()) {
      return claimed;
    }
    Answer answer =
        new OtherOrder(
                LedgerHistory.of(recording.history()).stream().filter(this::constrains).toList())
            .search(new Budget(Budget.Limits.DEFAULT).part(SECOND_OPINION_STEPS));
    return answer instanceof Answer.Linearizable(List<Operation> found, _)
        ? orderOf(recording, found.stream().mapToLong(Operation::index).toArray())
        : Optional.empty();
  }

  private Optional<Certificate> orderOf(Recording recording, long[] operations) {
    return Proven.LEDGER.order(name(), recording.history(), operations);
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    Optional<Chain> chain = referenceChain(recording);
    Optional<PlainClaim.Accepted> plain =
        chain.flatMap(it -> PlainClaim.check(recording.history().clientOperations(), it));
    return plain.isPresent()
        ? explained(plain.get().operations(), plain.get().unknown())
        : checked(recording, chain, budget);
  }

  private CheckResult explained(long operations, long unknown) {
    return new CheckResult(
        name(),
        Verdict.PASS,
        "The order that the blocks claim explains all %d operations.".formatted(operations),
        List.of(),
        statistics(operations, unknown, "not needed"));
  }

  private CheckResult checked(Recording recording, Optional<Chain> chain, Budget budget) {
    List<LedgerOperation> operations =
        LedgerHistory.of(recording.history()).stream().filter(this::constrains).toList();
    if (operations.stream().noneMatch(operation -> operation.operation().isOk())) {
      return result(Verdict.VACUOUS, "No operation was answered.", List.of(), operations, "none");
    }
    ClaimedOrder.Outcome claim =
        new ClaimedOrder(operations, chain, hasAllChains(recording)).replay();
    if (claim.findings().isEmpty()) {
      return explained(operations.size(), unknown(operations));
    }
    return claim.certain()
        ? broken(operations, claim, budget)
        : searched(operations, claim, budget);
  }

  private boolean constrains(LedgerOperation operation) {
    return !operation.operation().isFail()
        && !operation.isLocal()
        && !(operation.call() instanceof Call.Audit);
  }

  /** The longest of the chains that could be read wholly: what is missing there is missing. */
  private static Optional<Chain> referenceChain(Recording recording) {
    return recording.chains().values().stream()
        .filter(chain -> chain.problem().isEmpty() && chain.height() == chain.blocks().size())
        .max(Comparator.comparingLong(Chain::height).thenComparing(Chain::node));
  }

  private static boolean hasAllChains(Recording recording) {
    return recording
        .manifest()
        .map(manifest -> recording.chains().keySet().containsAll(manifest.plan().nodes()))
        .orElse(false);
  }

  private CheckResult broken(
      List<LedgerOperation> operations, ClaimedOrder.Outcome claim, Budget budget) {
    List<LedgerOperation> beginning = beginning(operations, claim.shownAt());
    OtherOrder other = new OtherOrder(beginning);
    Answer answer = other.search(budget.part(SECOND_OPINION_STEPS));
    String opinion =
        switch (answer) {
          case Answer.Linearizable _ ->
              "another order explains the operations up to there: what is wrong is the claim";
          case Answer.Contradiction _, Answer.Clash _ ->
              "no other order explains the operations either";
          case Answer.Undecided _ -> "whether another order would explain them is undecided";
        };
    return result(
        Verdict.FAIL,
        "The order that the blocks claim is impossible: %s; %s."
            .formatted(claim.findings().first(), opinion),
        withContradiction(claim.findings(), answer, other),
        operations,
        word(answer));
  }

  private CheckResult searched(
      List<LedgerOperation> operations, ClaimedOrder.Outcome claim, Budget budget) {
    OtherOrder other = new OtherOrder(operations);
    Answer answer = other.search(budget);
    return switch (answer) {
      case Answer.Linearizable(List<Operation> order, _) ->
          result(
              Verdict.PASS,
              "An order of %d operations was found that explains them all.".formatted(order.size()),
              List.of(),
              operations,
              word(answer));
      case Answer.Contradiction _, Answer.Clash _ ->
          result(
              Verdict.FAIL,
              "No order explains what clients saw: %s.".formatted(claim.findings().first()),
              withContradiction(claim.findings(), answer, other),
              operations,
              word(answer));
      case Answer.Undecided(String why, long howFar, long total) ->
          result(
              Verdict.UNKNOWN,
              "Undecided: the claimed order alone does not explain everything, and the search for"
                  + " another one explained %d of %d operations before %s."
                      .formatted(howFar, total, why),
              claim.findings().evidence(),
              operations,
              word(answer));
    };
  }

  /** What had happened by an event: who had not ended by then may yet end in any way. */
  private static List<LedgerOperation> beginning(List<LedgerOperation> operations, long event) {
    return operations.stream()
        .map(LedgerOperation::operation)
        .filter(operation -> operation.index() < event)
        .map(operation -> operation.endIndex() <= event ? operation : unanswered(operation))
        .map(LedgerHistory::read)
        .toList();
  }

  private static Operation unanswered(Operation operation) {
    return new Operation(
        operation.index(),
        operation.process(),
        operation.f(),
        operation.input(),
        new Outcome.Unknown("ends later"),
        operation.invokedNanos(),
        Operation.NEVER,
        Operation.NEVER);
  }

  private static List<Evidence> withContradiction(
      Findings findings, Answer answer, OtherOrder other) {
    List<Evidence> evidence = new ArrayList<>(findings.evidence());
    if (answer instanceof Answer.Contradiction contradiction) {
      if (evidence.size() == CheckResult.EVIDENCE_MAX) {
        evidence.removeLast();
      }
      evidence.add(explained(contradiction, other));
    } else if (answer instanceof Answer.Clash(List<Operation> clashing, String why, _)) {
      if (evidence.size() == CheckResult.EVIDENCE_MAX) {
        evidence.removeLast();
      }
      evidence.add(
          new Evidence(
              clashing.stream().map(Operation::index).toList(),
              "No order at all explains these operations: " + why));
    }
    return evidence;
  }

  private static Evidence explained(Answer.Contradiction contradiction, OtherOrder other) {
    List<Long> indices = new ArrayList<>();
    indices.add(contradiction.blocked().index());
    contradiction.open().forEach(operation -> indices.add(operation.index()));
    String open =
        contradiction.open().isEmpty()
            ? "nothing else was under way"
            : "no order of the %d others under way helps".formatted(contradiction.open().size());
    return new Evidence(
        indices,
        "No order at all explains %s: after %d operations the state is at best %s, and %s"
            .formatted(
                other.describe(contradiction.blocked()),
                contradiction.order().size(),
                contradiction.state(),
                open));
  }

  private static String word(Answer answer) {
    return switch (answer) {
      case Answer.Linearizable _ -> "found";
      case Answer.Contradiction _, Answer.Clash _ -> "impossible";
      case Answer.Undecided _ -> "undecided";
    };
  }

  private CheckResult result(
      Verdict verdict,
      String summary,
      List<Evidence> evidence,
      List<LedgerOperation> operations,
      String otherOrder) {
    return new CheckResult(
        name(),
        verdict,
        summary,
        evidence,
        statistics(operations.size(), unknown(operations), otherOrder));
  }

  private static long unknown(List<LedgerOperation> operations) {
    return operations.stream().filter(operation -> operation.operation().isUnknown()).count();
  }

  private static Value.Fields statistics(long operations, long unknown, String otherOrder) {
    return Value.fields("operations", Value.of(operations))
        .with("unknown", Value.of(unknown))
        .with("otherOrder", Value.of(otherOrder));
  }
}
