package dev.assay.cli.shrink;

import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Evidence;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Why a run failed: which checkers refused it, and what kinds of violation they named. A run fails
 * for the same reason when one of these checkers names one of its kinds again.
 *
 * @param kinds by checker: sentences of its evidence without the names and numbers in them
 */
public record Signature(NavigableMap<String, NavigableSet<String>> kinds) {
  /** Balances, and words that hold a digit: numbers, nodes, accounts, transactions. */
  private static final Pattern PARTICULARS = Pattern.compile("\\{[^}]*}|[#\\w.=-]*\\d[\\w.=-]*");

  /** Empty when nothing failed. */
  public static Optional<Signature> of(Results results) {
    NavigableMap<String, NavigableSet<String>> kinds = new TreeMap<>();
    failed(results).forEach(check -> kinds.put(check.checker(), kinds(check)));
    return kinds.isEmpty() ? Optional.empty() : Optional.of(new Signature(kinds));
  }

  /** Whether these results show it. */
  public boolean in(Results results) {
    return failed(results).stream()
        .anyMatch(
            check -> {
              NavigableSet<String> known = kinds.getOrDefault(check.checker(), new TreeSet<>());
              return kinds(check).stream().anyMatch(known::contains);
            });
  }

  static List<CheckResult> failed(Results results) {
    return results.checks().stream().filter(check -> check.verdict() == Verdict.FAIL).toList();
  }

  @Override
  public String toString() {
    return kinds.firstKey() + ": " + kinds.sequencedValues().getFirst().first();
  }

  private static NavigableSet<String> kinds(CheckResult check) {
    NavigableSet<String> kinds = new TreeSet<>();
    for (Evidence evidence : check.evidence()) {
      kinds.add(PARTICULARS.matcher(evidence.sentence()).replaceAll("_"));
    }
    if (kinds.isEmpty()) {
      kinds.add(PARTICULARS.matcher(check.summary()).replaceAll("_"));
    }
    return kinds;
  }
}
