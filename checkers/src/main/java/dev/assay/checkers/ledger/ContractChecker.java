package dev.assay.checkers.ledger;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.ProvingChecker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.family.Families;
import dev.assay.checkers.isolation.Guarantee;
import dev.assay.checkers.isolation.IsolationChecker;
import dev.assay.checkers.model.ModelChecker;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A checker that knows no ledger, of what clients did to one of its contracts: it believes nothing
 * that the blocks claim. {@link PlainOperations} says what it is shown.
 */
public final class ContractChecker implements ProvingChecker {
  private final String name;
  private final String contract;
  private final Checker checker;
  private final boolean byKey;

  private ContractChecker(String name, String contract, Checker checker, boolean byKey) {
    this.name = name;
    this.contract = contract;
    this.checker = checker;
    this.byKey = byKey;
  }

  /** Registers of unique values are linearizable. */
  public static Checker registers() {
    return new ContractChecker(
        "registers", "register", new ModelChecker<>("registers", OtherOrder.registers()), false);
  }

  /** Transactions over lists are strictly serializable. */
  public static Checker lists() {
    return new ContractChecker(
        "lists", "list-append", IsolationChecker.listAppend(Guarantee.STRICT_SERIALIZABLE), false);
  }

  /** What is known to be in a set from which nothing is removed is in every later read. */
  public static Checker sets() {
    return new ContractChecker(
        "sets",
        "set",
        Families.all().stream()
            .filter(family -> family.name().equals("set-full"))
            .findFirst()
            .orElseThrow(),
        true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String promise() {
    return checker.promise();
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    List<Operation> plain = PlainOperations.of(recording.history(), contract);
    if (!byKey) {
      return named(checker.check(shown(recording, plain), budget));
    }
    List<CheckResult> results = new ArrayList<>();
    for (List<Operation> key : PlainOperations.byKey(plain).values()) {
      // What comes and goes is for the ledger's own linearizability.
      if (key.stream().noneMatch(operation -> operation.f().equals("remove"))) {
        results.add(checker.check(shown(recording, key), budget));
      }
    }
    return worst(results);
  }

  /** A failure only: an order of all is for the ledger's own linearizability to show. */
  @Override
  public Optional<Certificate> proof(Recording recording, CheckResult result) {
    return result.verdict() == Verdict.FAIL
        ? Proven.contradiction(name, List.of(Proven.LEDGER), recording.history(), result.evidence())
        : Optional.empty();
  }

  private CheckResult named(CheckResult result) {
    return new CheckResult(
        name, result.verdict(), result.summary(), result.evidence(), result.statistics());
  }

  private static Recording shown(Recording recording, List<Operation> operations) {
    return Recording.of(recording.history().understoodAs(operations));
  }

  /** The first that fails, else one that proves something. */
  private CheckResult worst(List<CheckResult> results) {
    for (Verdict verdict : List.of(Verdict.HARNESS, Verdict.FAIL, Verdict.UNKNOWN, Verdict.PASS)) {
      for (CheckResult result : results) {
        if (result.verdict() == verdict) {
          return named(result);
        }
      }
    }
    return new CheckResult(
        name(), Verdict.VACUOUS, "There was nothing to check.", List.of(), Value.fields());
  }
}
