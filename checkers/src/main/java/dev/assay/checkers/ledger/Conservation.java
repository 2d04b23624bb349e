package dev.assay.checkers.ledger;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.ProvingChecker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.chain.Transaction;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Money is neither made nor lost: the accounts that a read-all or an audit shows sum to what they
 * were opened with, none is negative, and none exists that nobody asked to open.
 */
public final class Conservation implements ProvingChecker {
  @Override
  public String name() {
    return "conservation";
  }

  @Override
  public String promise() {
    return "Money is neither made nor lost, and no account is overdrawn.";
  }

  @Override
  public Optional<Certificate> proof(Recording recording, CheckResult result) {
    return result.verdict() == Verdict.FAIL
        ? Proven.contradiction(
            name(), List.of(Proven.LEDGER, Proven.NODES), recording.history(), result.evidence())
        : Optional.empty();
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    List<LedgerOperation> operations = LedgerHistory.of(recording.history());
    Openings openings = Openings.of(operations);
    Findings findings = new Findings();
    long whole = 0;
    long single = 0;
    for (LedgerOperation operation : operations) {
      switch (operation.answer()) {
        case Answer.Balance(OptionalLong balance, _) -> {
          single++;
          balance.ifPresent(
              amount ->
                  account(((Call.Read) operation.call()).account(), amount, operation, openings)
                      .ifPresent(problem -> findings.add(List.of(operation.index()), problem)));
        }
        case Answer.Balances(var balances, _) -> {
          whole++;
          all(operation, balances, openings, findings);
          if (!operation.isLocal()) {
            missing(operation, balances, openings, findings);
          }
        }
        case Answer.Audited(var balances, _, _) -> {
          whole++;
          all(operation, balances, openings, findings);
        }
        case Answer.Receipt _, Answer.Shown _, Answer.None() -> {}
      }
    }
    return result(findings, whole, single);
  }

  private CheckResult result(Findings findings, long whole, long single) {
    Verdict verdict =
        !findings.isEmpty() ? Verdict.FAIL : whole == 0 ? Verdict.VACUOUS : Verdict.PASS;
    String summary =
        switch (verdict) {
          case FAIL -> "Money was not conserved: " + findings.first() + ".";
          case VACUOUS -> "No read of all accounts and no audit was answered.";
          case PASS, UNKNOWN, HARNESS ->
              "All %d reads of all accounts sum to what was opened, and no balance is negative."
                  .formatted(whole);
        };
    return new CheckResult(
        name(),
        verdict,
        summary,
        findings.evidence(),
        Value.fields("readsOfAll", Value.of(whole)).with("readsOfOne", Value.of(single)));
  }

  private static void all(
      LedgerOperation read,
      SortedMap<String, Long> balances,
      Openings openings,
      Findings findings) {
    BigInteger sum = BigInteger.ZERO;
    BigInteger least = BigInteger.ZERO;
    BigInteger most = BigInteger.ZERO;
    boolean known = true;
    for (Map.Entry<String, Long> entry : balances.entrySet()) {
      var problem = account(entry.getKey(), entry.getValue(), read, openings);
      problem.ifPresent(sentence -> findings.add(List.of(read.index()), sentence));
      SortedSet<Long> amounts = openings.amounts(entry.getKey(), read);
      known &= !amounts.isEmpty();
      if (known) {
        sum = sum.add(BigInteger.valueOf(entry.getValue()));
        least = least.add(BigInteger.valueOf(amounts.first()));
        most = most.add(BigInteger.valueOf(amounts.last()));
      }
    }
    if (known && (sum.compareTo(least) < 0 || sum.compareTo(most) > 0)) {
      findings.add(
          List.of(read.index()),
          "%s shows %s in all, but its accounts were opened with %s"
              .formatted(read.name(), sum, least.equals(most) ? least : least + " to " + most));
    }
  }

  private static void missing(
      LedgerOperation read,
      SortedMap<String, Long> balances,
      Openings openings,
      Findings findings) {
    for (LedgerOperation open : openings.certainBefore(read)) {
      String account = ((Call.Open) open.call()).account();
      if (!balances.containsKey(account)) {
        findings.add(
            List.of(read.index(), open.index()),
            "%s does not show %s, though %s had been applied before it began"
                .formatted(read.name(), account, open.name()));
      }
    }
  }

  private static Optional<String> account(
      String account, long balance, LedgerOperation read, Openings openings) {
    if (openings.amounts(account, read).isEmpty()) {
      return Optional.of(
          "%s shows %s=%d, an account that nobody had asked to open"
              .formatted(read.name(), account, balance));
    }
    return balance < 0
        ? Optional.of("%s shows %s=%d: overdrawn".formatted(read.name(), account, balance))
        : Optional.empty();
  }

  /** What is known of the amounts that accounts were opened with. */
  private record Openings(
      Map<String, LedgerOperation> applied, Map<String, List<LedgerOperation>> asked) {
    static Openings of(List<LedgerOperation> operations) {
      Map<String, LedgerOperation> applied = new TreeMap<>();
      Map<String, List<LedgerOperation>> asked = new TreeMap<>();
      for (LedgerOperation operation : operations) {
        if (operation.call() instanceof Call.Open(_, String account, _)
            && !operation.operation().isFail()) {
          asked.computeIfAbsent(account, _ -> new ArrayList<>()).add(operation);
          if (operation.answer() instanceof Answer.Receipt receipt
              && receipt.result() instanceof Transaction.Result.Applied) {
            applied.putIfAbsent(account, operation);
          }
        }
      }
      return new Openings(applied, asked);
    }

    /** What the account may have been opened with when the read ended; none: nobody asked. */
    SortedSet<Long> amounts(String account, LedgerOperation read) {
      LedgerOperation certain = applied.get(account);
      SortedSet<Long> amounts = new TreeSet<>();
      for (LedgerOperation open : asked.getOrDefault(account, List.of())) {
        // A later attempt's receipt is that of the first, so the same id is the same opening.
        boolean possible = certain == null || sameId(open, certain);
        if (possible && open.index() < read.operation().endIndex()) {
          amounts.add(((Call.Open) open.call()).amount());
        }
      }
      return amounts;
    }

    private static boolean sameId(LedgerOperation one, LedgerOperation other) {
      return ((Call.Open) one.call()).id().equals(((Call.Open) other.call()).id());
    }

    List<LedgerOperation> certainBefore(LedgerOperation read) {
      return applied.values().stream()
          .filter(open -> open.operation().isBefore(read.operation()))
          .toList();
    }
  }
}
