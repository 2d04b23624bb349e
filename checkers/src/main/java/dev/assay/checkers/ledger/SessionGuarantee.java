package dev.assay.checkers.ledger;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.ProvingChecker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One of the guarantees of Terry et al. ("Session Guarantees for Weakly Consistent Replicated
 * Data", 1994): what one process may rely on whatever node it asks, judged by the blocks that
 * answers name. They hold of stale reads too. A transaction that was asked for twice is left out:
 * its second answer names the place of the first.
 */
public final class SessionGuarantee implements ProvingChecker {
  /** Which one. */
  public enum Kind {
    READ_YOUR_WRITES("A process reads what it wrote before."),
    MONOTONIC_READS("What a process reads is never older than what it read before."),
    MONOTONIC_WRITES("What a process writes comes behind what it wrote before."),
    WRITES_FOLLOW_READS("What a process writes comes behind what it had read.");

    private final String promise;

    Kind(String promise) {
      this.promise = promise;
    }
  }

  /** The last block that a process wrote in, or read at, and by which operation. */
  private record Mark(long block, long position, LedgerOperation by) {}

  private final Kind kind;

  public SessionGuarantee(Kind kind) {
    this.kind = kind;
  }

  /**
   * Where fewer reads, or fewer writes, were answered than this, whether it is enough is for the
   * run's own floors to say: by chance no process may have had two. Above, none to compare means
   * that clients changed.
   */
  private static final int MARKS_MIN = 50;

  @Override
  public String name() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String promise() {
    return kind.promise;
  }

  /** Two places of one process that go back; or an order of places in which none does. */
  @Override
  public Optional<Certificate> proof(Recording recording, CheckResult result) {
    return switch (result.verdict()) {
      case FAIL ->
          Proven.contradiction(
              name(), List.of(Proven.SESSIONS), recording.history(), result.evidence());
      case PASS ->
          Proven.SESSIONS.order(
              name(), recording.history(), new LedgerOrder(recording, false).indices());
      case UNKNOWN, VACUOUS, HARNESS -> Optional.empty();
    };
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    List<LedgerOperation> operations = LedgerHistory.of(recording.history());
    Set<String> repeated = repeated(operations);
    Map<ProcessId, Mark> written = new HashMap<>();
    Map<ProcessId, Mark> read = new HashMap<>();
    Findings findings = new Findings();
    long compared = 0;
    long reads = 0;
    long writes = 0;
    for (LedgerOperation operation : operations) {
      budget.step();
      Mark mark = mark(operation, repeated);
      if (mark.block() < 0) {
        continue;
      }
      boolean wrote = operation.answer() instanceof Answer.Receipt;
      reads += wrote ? 0 : 1;
      writes += wrote ? 1 : 0;
      Map<ProcessId, Mark> before =
          switch (kind) {
            case READ_YOUR_WRITES, MONOTONIC_WRITES -> written;
            case MONOTONIC_READS, WRITES_FOLLOW_READS -> read;
          };
      boolean judged =
          switch (kind) {
            case READ_YOUR_WRITES, MONOTONIC_READS -> !wrote;
            case MONOTONIC_WRITES, WRITES_FOLLOW_READS -> wrote;
          };
      Mark last = before.get(operation.operation().process());
      if (judged && last != null) {
        compared++;
        compare(last, mark, findings);
      }
      (wrote ? written : read).put(operation.operation().process(), mark);
    }
    long fewest =
        switch (kind) {
          case READ_YOUR_WRITES, WRITES_FOLLOW_READS -> Math.min(reads, writes);
          case MONOTONIC_READS -> reads;
          case MONOTONIC_WRITES -> writes;
        };
    boolean small = recording.manifest().isPresent() && fewest < MARKS_MIN;
    return result(findings, compared, small);
  }

  private static Set<String> repeated(List<LedgerOperation> operations) {
    Set<String> asked = new HashSet<>();
    Set<String> repeated = new HashSet<>();
    for (LedgerOperation operation : operations) {
      if (operation.call() instanceof Call.Change change && !asked.add(change.id())) {
        repeated.add(change.id());
      }
    }
    return Collections.unmodifiableSet(repeated);
  }

  /** Where the operation stands; below all blocks when it says nothing. */
  private static Mark mark(LedgerOperation operation, Set<String> repeated) {
    return switch (operation.answer()) {
      case Answer.Receipt(_, long block, long position, _) ->
          operation.call() instanceof Call.Change change && repeated.contains(change.id())
              ? new Mark(-1, 0, operation)
              : new Mark(block, position, operation);
      // What a node shows of its own state is promised to nobody's session.
      case Answer.Seen seen ->
          new Mark(operation.isLocal() ? -1 : seen.block(), Long.MAX_VALUE, operation);
      case Answer.Audited _, Answer.None() -> new Mark(-1, 0, operation);
    };
  }

  private void compare(Mark last, Mark mark, Findings findings) {
    // A read shows the whole block that it names; a transaction has a place of its own in one.
    boolean kept =
        switch (kind) {
          case READ_YOUR_WRITES, MONOTONIC_READS -> mark.block() >= last.block();
          case WRITES_FOLLOW_READS -> mark.block() > last.block();
          case MONOTONIC_WRITES ->
              mark.block() > last.block()
                  || (mark.block() == last.block() && mark.position() > last.position());
        };
    if (!kept) {
      findings.add(
          List.of(last.by().index(), mark.by().index()),
          "%s is at block %d, though the same process was at block %d before, by %s"
              .formatted(mark.by().name(), mark.block(), last.block(), last.by().name()));
    }
  }

  private CheckResult result(Findings findings, long compared, boolean small) {
    Verdict verdict =
        !findings.isEmpty()
            ? Verdict.FAIL
            : compared == 0 && !small ? Verdict.VACUOUS : Verdict.PASS;
    String summary =
        switch (verdict) {
          case FAIL -> "Broken within a session: " + findings.first() + ".";
          case VACUOUS -> "No process did two operations that could be compared.";
          case PASS, UNKNOWN, HARNESS ->
              "Kept in all %d cases in which it could be broken.".formatted(compared);
        };
    return new CheckResult(
        name(),
        verdict,
        summary,
        findings.evidence(),
        Value.fields("compared", Value.of(compared)));
  }
}
