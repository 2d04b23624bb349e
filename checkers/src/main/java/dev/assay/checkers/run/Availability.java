package dev.assay.checkers.run;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.ProvingChecker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.proof.Breach;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.FaultSpan;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The system comes back: once the last fault is healed, operations are acknowledged again within a
 * bound, and every node gives its last audit. How long it was away meanwhile is counted, not
 * judged: a system may stop answering while it must.
 */
public final class Availability implements ProvingChecker {
  @Override
  public String name() {
    return "availability";
  }

  @Override
  public String promise() {
    return "Operations are answered again soon after the last fault is healed.";
  }

  @Override
  public Optional<Certificate> proof(Recording recording, CheckResult result) {
    return Breach.find(recording, result);
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    List<Operation> operations =
        recording.history().clientOperations().stream().filter(o -> !isAudit(o)).toList();
    Duration bound =
        recording
            .manifest()
            .map(manifest -> manifest.expectations().floors().answerWithin())
            .orElse(Manifest.Floors.DEFAULT.answerWithin());
    long healed =
        recording.history().faults().stream().mapToLong(Availability::over).max().orElse(0);
    List<Operation> after = operations.stream().filter(o -> o.invokedNanos() >= healed).toList();
    Optional<Operation> first = firstOk(after);
    long endNanos = recording.history().endNanos();
    Findings late = new Findings();
    Findings open = new Findings();
    List<Long> asked = after.stream().limit(20).map(Operation::index).toList();
    if (after.isEmpty()) {
      open.add(asked, "nothing was asked after the last fault was healed");
    } else if (first.isPresent()
        ? first.get().completedNanos() - healed > bound.toNanos()
        : endNanos - healed > bound.toNanos()) {
      late.add(
          asked,
          "%s within %s after the last fault was healed, though %d operations asked"
              .formatted("nothing was acknowledged", seconds(bound.toNanos()), after.size()));
    } else if (first.isEmpty()) {
      open.add(
          asked,
          "the run ended %s after the last heal, with nothing acknowledged yet"
              .formatted(seconds(endNanos - healed)));
    }
    boolean inTime = endNanos - healed <= bound.toNanos();
    for (String node : missingAudits(recording, healed)) {
      List<Long> questions = audits(recording, healed, node);
      // A node that had its time and was asked in vain is stuck, whatever the others do.
      (inTime || questions.isEmpty() ? open : late)
          .add(questions.stream().limit(20).toList(), "node " + node + " gave no last audit");
    }
    return result(late, open, statistics(recording, operations, healed, first));
  }

  private CheckResult result(Findings late, Findings open, Value.Fields statistics) {
    if (!late.isEmpty()) {
      return new CheckResult(
          name(),
          Verdict.FAIL,
          "The system did not come back: " + late.first() + ".",
          late.evidence(),
          statistics);
    }
    return open.isEmpty()
        ? new CheckResult(
            name(),
            Verdict.PASS,
            "The system answered again after its last fault, and every node gave its last audit.",
            List.of(),
            statistics)
        : new CheckResult(
            name(),
            Verdict.UNKNOWN,
            "Whether the system came back wholly is not known: " + open.first() + ".",
            open.evidence(),
            statistics);
  }

  private static Value.Fields statistics(
      Recording recording, List<Operation> operations, long healed, Optional<Operation> first) {
    List<Value> recoveries = new ArrayList<>();
    List<Operation> ok = operations.stream().filter(Operation::isOk).toList();
    for (Operation fault : recording.history().faults()) {
      if (!FaultSpan.recovers(fault)) {
        long from = over(fault);
        long until = Operation.NEVER;
        for (Operation operation : ok) {
          if (operation.invokedNanos() >= from) {
            until = Math.min(until, operation.completedNanos());
          }
        }
        recoveries.add(
            Value.fields("fault", Value.of(fault.f()))
                .with("index", Value.of(fault.index()))
                .with(
                    "firstOkNanos", until == Operation.NEVER ? Value.NIL : Value.of(until - from)));
      }
    }
    return Value.fields("longestWithoutOkNanos", Value.of(longestGap(ok)))
        .with("healedNanos", Value.of(healed))
        .with(
            "firstOkAfterHealNanos",
            first.isPresent() ? Value.of(first.get().completedNanos() - healed) : Value.NIL)
        .with("faults", Value.items(recoveries));
  }

  private static long longestGap(List<Operation> ok) {
    long[] ends = ok.stream().mapToLong(Operation::completedNanos).sorted().toArray();
    long longest = 0;
    for (int i = 1; i < ends.length; i++) {
      longest = Math.max(longest, ends[i] - ends[i - 1]);
    }
    return longest;
  }

  private static List<String> missingAudits(Recording recording, long healed) {
    Set<String> heard =
        recording.history().clientOperations().stream()
            .filter(o -> isAudit(o) && o.isOk() && o.invokedNanos() >= healed)
            .map(Availability::node)
            .collect(Collectors.toSet());
    return recording.manifest().map(manifest -> manifest.plan().nodes()).orElse(List.of()).stream()
        .filter(node -> !heard.contains(node))
        .toList();
  }

  private static List<Long> audits(Recording recording, long healed, String node) {
    return recording.history().clientOperations().stream()
        .filter(o -> isAudit(o) && o.invokedNanos() >= healed && node(o).equals(node))
        .map(Operation::index)
        .toList();
  }

  private static boolean isAudit(Operation operation) {
    return operation.f().equals("audit");
  }

  private static String node(Operation audit) {
    return audit.input() instanceof Value.Fields fields
            && fields.get("node").orElse(Value.NIL) instanceof Value.Text(String node)
        ? node
        : "";
  }

  private static Optional<Operation> firstOk(List<Operation> operations) {
    return operations.stream()
        .filter(Operation::isOk)
        .min((a, b) -> Long.compare(a.completedNanos(), b.completedNanos()));
  }

  /** When the nemesis was done with it. */
  private static long over(Operation fault) {
    return fault.outcome() instanceof Outcome.Ok ? fault.completedNanos() : fault.invokedNanos();
  }

  static String seconds(long nanos) {
    return "%d.%d s".formatted(nanos / 1_000_000_000, nanos / 100_000_000 % 10);
  }
}
