package dev.assay.checkers.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A promise by the name that theory gives it, and what became of it: the worst verdict of the
 * checkers that look after it.
 *
 * @param checkers those that did, by name
 */
public record Promise(String name, Verdict verdict, List<String> checkers) {
  private static final Map<String, List<String>> KEPT_BY = keptBy();

  public Promise {
    checkers = List.copyOf(checkers);
  }

  /** What the checks say of each promise; one that nobody looked after is left out. */
  public static List<Promise> of(List<CheckResult> checks) {
    List<Promise> promises = new ArrayList<>();
    KEPT_BY.forEach(
        (name, keepers) -> {
          List<CheckResult> looked =
              checks.stream().filter(check -> keepers.contains(check.checker())).toList();
          looked.stream()
              .map(CheckResult::verdict)
              .reduce(Verdict::worst)
              .ifPresent(
                  verdict ->
                      promises.add(
                          new Promise(
                              name, verdict, looked.stream().map(CheckResult::checker).toList())));
        });
    return promises;
  }

  private static Map<String, List<String>> keptBy() {
    Map<String, List<String>> keptBy = new LinkedHashMap<>();
    keptBy.put("atomicity", List.of("conservation"));
    keptBy.put("consistency", List.of("conservation", "chain-audit"));
    keptBy.put("isolation", List.of("linearizability", "list-append", "rw-register"));
    keptBy.put("durability", List.of("acknowledged"));
    keptBy.put("agreement", List.of("agreement", "chain-audit"));
    keptBy.put("validity", List.of("validity", "chain-audit"));
    keptBy.put("termination", List.of("availability", "liveness"));
    keptBy.put("linearizability", List.of("linearizability"));
    keptBy.put("sequential-consistency", List.of("sequential-consistency", "linearizability"));
    keptBy.put("read-your-writes", List.of("read-your-writes"));
    keptBy.put("monotonic-reads", List.of("monotonic-reads"));
    keptBy.put("monotonic-writes", List.of("monotonic-writes"));
    keptBy.put("writes-follow-reads", List.of("writes-follow-reads"));
    keptBy.put("convergence", List.of("convergence", "chain-audit"));
    keptBy.put("partition-tolerance", List.of("partition-contract"));
    return keptBy;
  }
}
