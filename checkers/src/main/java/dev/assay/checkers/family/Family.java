package dev.assay.checkers.family;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.ProvingChecker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.linearizability.Linearizability;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.proof.FamilyBreach;
import dev.assay.checkers.proof.LikelyOrder;
import dev.assay.checkers.proof.Refutation;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A rule as a checker: it fails by findings, and proves nothing where there was nothing to see. */
final class Family implements ProvingChecker {
  private static final long ATOMS_MAX = 2_000_000;
  private static final int OPERATIONS_MAX = 50_000;

  /** About half a second. */
  private static final Budget.Limits SEARCH = new Budget.Limits(2_000_000, 200_000, () -> false);

  private final String name;
  private final String promise;
  private final Rule rule;
  private final Optional<Refutation> refutation;
  private final Optional<Model<?>> model;

  Family(String name, String promise, Rule rule) {
    this(name, promise, rule, Optional.empty(), Optional.empty());
  }

  private Family(
      String name,
      String promise,
      Rule rule,
      Optional<Refutation> refutation,
      Optional<Model<?>> model) {
    this.name = name;
    this.promise = promise;
    this.rule = rule;
    this.refutation = refutation;
    this.model = model;
  }

  /**
   * The same, whose passes are proven by an order, mostly, and whose failures by operations without
   * one: of the model, which respects that.
   */
  Family provenBy(String words, String respects) {
    return new Family(name, promise, rule, Optional.of(new Refutation(words, respects)), model);
  }

  /** The same, for orders that are not easily guessed: those of {@code add} and {@code read}. */
  Family orderedBy(Model<?> adding) {
    return new Family(name, promise, rule, refutation, Optional.of(adding));
  }

  /** What is wrong with a recording. */
  interface Rule {
    /** Adds what speaks against the promise, and says how much was looked at. */
    Seen look(Recording recording, Findings findings, Budget budget);
  }

  /**
   * What was looked at.
   *
   * @param answers how many answers there were that could have broken the promise
   */
  record Seen(long answers, Value.Fields statistics) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public String promise() {
    return promise;
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    Findings findings = new Findings();
    Seen seen = rule.look(recording, findings, budget);
    if (!findings.isEmpty()) {
      return new CheckResult(
          name,
          Verdict.FAIL,
          capital(findings.first()) + ".",
          findings.evidence(),
          seen.statistics());
    }
    return seen.answers() == 0
        ? new CheckResult(
            name, Verdict.VACUOUS, "There was nothing to check.", List.of(), seen.statistics())
        : new CheckResult(
            name,
            Verdict.PASS,
            "Nothing among %d answers speaks against it.".formatted(seen.answers()),
            List.of(),
            seen.statistics());
  }

  @Override
  public Optional<Certificate> proof(Recording recording, CheckResult result) {
    History history = recording.history();
    return refutation
        .filter(it -> isSmall(it.model(), history.clientOperations()))
        .flatMap(
            it ->
                switch (result.verdict()) {
                  case PASS -> LikelyOrder.find(name, it, history).or(() -> found(it, history));
                  case FAIL -> Refutation.first(name, List.of(it), history, result.evidence());
                  case UNKNOWN, VACUOUS, HARNESS -> Optional.empty();
                })
        .or(() -> FamilyBreach.find(recording, result));
  }

  /** Reads of an order agree with each other too, so there may be none. */
  private Optional<Certificate> found(Refutation words, History history) {
    List<Operation> some =
        history.clientOperations().stream()
            .filter(o -> o.f().equals("add") || (o.f().equals("read") && o.isOk()))
            .toList();
    try {
      return model
          .map(it -> Linearizability.check(it, some, new Budget(SEARCH)))
          .filter(Answer.Linearizable.class::isInstance)
          .map(it -> ((Answer.Linearizable) it).order())
          .map(order -> order.stream().mapToLong(Operation::index).toArray())
          .map(order -> Certificate.order(name, words.model(), words.respects(), order))
          .filter(order -> Verifier.refusal(history, order.value()).isEmpty());
    } catch (RuntimeException e) {
      return Optional.empty(); // Something is not as the model has it: there is no proof of that.
    }
  }

  /** What an element may say of each operation that shows all has to be held, for a proof. */
  private static boolean isSmall(String words, List<Operation> operations) {
    long elements =
        operations.stream().filter(o -> Set.of("add", "enqueue", "send").contains(o.f())).count();
    long shown = operations.stream().filter(Family::showsAll).count();
    return operations.size() <= OPERATIONS_MAX
        && (words.equals("counter") || (elements + 1) * (shown + 1) <= ATOMS_MAX);
  }

  private static boolean showsAll(Operation o) {
    boolean mayBeAnything = o.f().equals("dequeue") && o.isUnknown();
    return mayBeAnything || Set.of("read", "drain", "seek").contains(o.f());
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + sentence.substring(1);
  }
}
