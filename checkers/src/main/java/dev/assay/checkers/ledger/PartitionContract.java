package dev.assay.checkers.ledger;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Findings;
import dev.assay.checkers.Recording;
import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.Transaction;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.FaultSpan;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The choice that Brewer's theorem leaves (Gilbert and Lynch 2002), as a contract: while the
 * network is cut, whoever has no quorum acknowledges nothing that needs one, and whoever has one
 * answers again within a bound. Who has one follows from the cuts as they were measured; who
 * acknowledged follows from the proposer of the transaction's block.
 */
public final class PartitionContract implements Checker {
  @Override
  public String name() {
    return "partition-contract";
  }

  @Override
  public String promise() {
    return "Cut off from a quorum a node acknowledges nothing; with one it answers again in time.";
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    List<Operation> operations = recording.history().clientOperations();
    List<String> nodes =
        recording.manifest().map(manifest -> manifest.plan().nodes()).orElse(List.of());
    long boundNanos =
        recording
            .manifest()
            .map(manifest -> manifest.expectations().floors())
            .orElse(Manifest.Floors.DEFAULT)
            .answerWithin()
            .toNanos();
    long endNanos = recording.history().endNanos();
    List<FaultSpan> spans = FaultSpan.of(recording.history().faults(), endNanos);
    Map<String, Block> blockOf = blocks(recording);
    Findings findings = new Findings();
    List<Value> partitions = new ArrayList<>();
    long longest = 0;
    boolean sameMembers =
        recording.history().faults().stream().noneMatch(fault -> fault.f().contains("member"));
    for (FaultSpan whole : spans) {
      FaultSpan span = untilNextCut(whole, spans);
      Cut cut = Cut.of(span, nodes);
      if (cut.measured() && sameMembers) {
        budget.step();
        withoutQuorum(span, cut, operations, blockOf, findings);
        boolean alone =
            spans.stream().allMatch(other -> other.equals(whole) || !overlap(other, span));
        long silence = cut.hasQuorum() && alone ? silence(span, operations) : 0;
        longest = Math.max(longest, silence);
        if (silence > boundNanos) {
          findings.add(
              List.of(span.fault().index()),
              "with a quorum connected, nothing was acknowledged for %d ms of partition #%d, which lasts longer than the %d ms of the contract"
                  .formatted(silence / 1_000_000, span.fault().index(), boundNanos / 1_000_000));
        }
        partitions.add(
            Value.fields("index", Value.of(span.fault().index()))
                .with("quorum", Value.of(cut.hasQuorum()))
                .with("nanos", Value.of(span.toNanos() - span.fromNanos()))
                .with("silentNanos", Value.of(silence)));
      }
    }
    return result(findings, partitions, longest);
  }

  private CheckResult result(Findings findings, List<Value> partitions, long longest) {
    // Without a partition the contract asks for nothing: that is for the floors to say.
    Verdict verdict = findings.isEmpty() ? Verdict.PASS : Verdict.FAIL;
    String summary =
        verdict == Verdict.FAIL
            ? "The contract for partitions was broken: " + findings.first() + "."
            : "%d partitions: nobody acknowledged without a quorum; with one, the longest silence was %d ms."
                .formatted(partitions.size(), longest / 1_000_000);
    return new CheckResult(
        name(),
        verdict,
        summary,
        findings.evidence(),
        Value.fields("longestSilenceNanos", Value.of(longest))
            .with("partitions", Value.items(partitions.stream().limit(1000).toList())));
  }

  /** Another cut replaces the one before it. */
  private static FaultSpan untilNextCut(FaultSpan span, List<FaultSpan> spans) {
    long next =
        spans.stream()
            .filter(other -> FaultSpan.family(other.fault().f()).equals("partition"))
            .mapToLong(FaultSpan::fromNanos)
            .filter(from -> from > span.fromNanos())
            .min()
            .orElse(span.toNanos());
    return new FaultSpan(span.fault(), span.fromNanos(), Math.min(next, span.toNanos()));
  }

  private static boolean overlap(FaultSpan one, FaultSpan other) {
    return one.fromNanos() < other.toNanos() && other.fromNanos() < one.toNanos();
  }

  private static Map<String, Block> blocks(Recording recording) {
    Map<String, Block> blocks = new HashMap<>();
    for (Chain chain : recording.chains().values()) {
      for (Block block : chain.blocks()) {
        for (Transaction transaction : block.transactions()) {
          blocks.putIfAbsent(transaction.id(), block);
        }
      }
    }
    return blocks;
  }

  /**
   * What was asked once and acknowledged while the cut held, and proposed by somebody cut off. Of
   * what was asked again nothing follows: its block may be from before the cut, or be committed by
   * a successor of the one who could still speak.
   */
  private static void withoutQuorum(
      FaultSpan span,
      Cut cut,
      List<Operation> operations,
      Map<String, Block> blockOf,
      Findings findings) {
    long cutNanos = span.fault().completedNanos();
    Set<String> asked = new HashSet<>();
    Set<String> askedAgain = new HashSet<>();
    for (Operation operation : operations) {
      id(operation).filter(id -> !asked.add(id)).ifPresent(askedAgain::add);
    }
    for (Operation operation : operations) {
      Optional<String> id = id(operation).filter(it -> !askedAgain.contains(it));
      if (id.isPresent()
          && operation.isOk()
          && operation.invokedNanos() >= cutNanos
          && operation.completedNanos() <= span.toNanos()) {
        Block block = blockOf.get(id.get());
        if (block != null && cut.isWithoutQuorum(block.proposer())) {
          findings.add(
              List.of(span.fault().index(), operation.index()),
              "%s #%d was acknowledged in block %d of %s, which had no quorum"
                  .formatted(operation.f(), operation.index(), block.number(), block.proposer()));
        }
      }
    }
  }

  private static Optional<String> id(Operation operation) {
    return operation.input() instanceof Value.Fields asked
            && asked.get("id").orElse(Value.NIL) instanceof Value.Text(String id)
        ? Optional.of(id)
        : Optional.empty();
  }

  private static long silence(FaultSpan span, List<Operation> operations) {
    long from = span.fault().completedNanos();
    long longest = 0;
    long[] answers =
        operations.stream()
            .filter(Operation::isOk)
            .mapToLong(Operation::completedNanos)
            .filter(nanos -> nanos >= from && nanos <= span.toNanos())
            .sorted()
            .toArray();
    long last = from;
    for (long answer : answers) {
      longest = Math.max(longest, answer - last);
      last = answer;
    }
    return Math.max(longest, span.toNanos() - last);
  }
}
