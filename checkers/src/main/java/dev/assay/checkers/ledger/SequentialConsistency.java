package dev.assay.checkers.ledger;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Findings;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.certificate.Certificates;
import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.Transaction;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.verifier.Verifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lamport's sequential consistency (1979), with the chain as the order: every read shows the state
 * after the block that it names, whatever the time, and the places of each process's operations
 * never go back. An answer to a transaction that was asked for before has its first place.
 */
public final class SequentialConsistency implements Checker {
  @Override
  public String name() {
    return "sequential-consistency";
  }

  @Override
  public String promise() {
    return "The chain's order explains every answer and keeps each process's own order.";
  }

  @Override
  public CheckResult check(Recording recording, Budget budget, Certificates certificates) {
    CheckResult result = check(recording, budget);
    return certificates.equals(Certificates.NONE)
        ? result
        : result.certifiedBy(proof(recording, result).flatMap(p -> certificates.keep(name(), p)));
  }

  private Optional<Certificate> proof(Recording recording, CheckResult result) {
    if (result.verdict() == Verdict.FAIL) {
      return LedgerModels.contradiction(
          name(),
          List.of(LedgerModels.PLACES, LedgerModels.CLAIMED),
          Certificate.PROCESS,
          recording.history(),
          result.evidence());
    }
    Certificate order =
        Certificate.order(
            name(), LedgerModels.LEDGER, Certificate.PROCESS, new LedgerOrder(recording).indices());
    return Optional.of(order)
        .filter(_ -> result.verdict() == Verdict.PASS)
        .filter(
            o -> Verifier.refusal(recording.history(), o.value(), LedgerModels::named).isEmpty());
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    List<LedgerOperation> operations = LedgerHistory.of(recording.history());
    Findings findings = new Findings();
    Chained.longest(recording).ifPresent(chain -> replay(chain, operations, findings, budget));
    for (SessionGuarantee.Kind kind : SessionGuarantee.Kind.values()) {
      new SessionGuarantee(kind)
          .check(recording, budget)
          .evidence()
          .forEach(evidence -> findings.add(evidence.operations(), evidence.sentence()));
    }
    return Chained.result(
        name(), recording, findings, "The chain's order explains all answers, process by process.");
  }

  private static void replay(
      Chain chain, List<LedgerOperation> operations, Findings findings, Budget budget) {
    List<LedgerOperation> reads = new ArrayList<>();
    Map<String, List<LedgerOperation>> receipts = new HashMap<>();
    for (LedgerOperation operation : operations) {
      if (block(operation).isPresent()) {
        reads.add(operation);
      } else if (operation.answer() instanceof Answer.Receipt
          && operation.call() instanceof Call.Change change) {
        receipts.computeIfAbsent(change.id(), _ -> new ArrayList<>()).add(operation);
      }
    }
    reads.sort(Comparator.comparingLong(read -> block(read).orElse(0L)));
    World world = new World();
    int next = 0;
    next = shown(reads, next, 0, world, findings);
    for (Block block : chain.blocks()) {
      for (Transaction transaction : block.transactions()) {
        budget.step();
        if (transaction.result() instanceof Transaction.Result.Applied) {
          ClaimedOrder.change(transaction).ifPresent(world::apply);
        }
        for (LedgerOperation told : receipts.getOrDefault(transaction.id(), List.of())) {
          result(told, transaction, block, findings);
        }
      }
      next = shown(reads, next, block.number(), world, findings);
    }
    for (LedgerOperation beyond : reads.subList(next, reads.size())) {
      if (chain.problem().isEmpty()) {
        findings.add(
            List.of(beyond.index()),
            "%s names block %d, and the longest chain ends at %d"
                .formatted(beyond.name(), block(beyond).orElse(0L), chain.height()));
      }
    }
  }

  private static Optional<Long> block(LedgerOperation operation) {
    return switch (operation.answer()) {
      case Answer.Balance(_, long block) -> Optional.of(block);
      case Answer.Balances(_, long block) -> Optional.of(block);
      case Answer.Receipt _, Answer.Audited _, Answer.None() -> Optional.empty();
    };
  }

  /** Judges the reads at the block; answers the first one behind them. */
  private static int shown(
      List<LedgerOperation> reads, int first, long block, World world, Findings findings) {
    int next = first;
    while (next < reads.size() && block(reads.get(next)).orElse(0L) <= block) {
      LedgerOperation read = reads.get(next++);
      boolean right =
          switch (read.answer()) {
            case Answer.Balance(var balance, _) ->
                balance.orElse(Rules.ABSENT)
                    == world
                        .balances()
                        .getOrDefault(((Call.Read) read.call()).account(), Rules.ABSENT);
            case Answer.Balances(var balances, _) -> balances.equals(world.balances());
            case Answer.Receipt _, Answer.Audited _, Answer.None() -> true;
          };
      if (!right) {
        findings.add(
            List.of(read.index()),
            "%s %s, where the chain gives %s"
                .formatted(read.name(), read.said(), world.balances()));
      }
    }
    return next;
  }

  private static void result(
      LedgerOperation told, Transaction transaction, Block block, Findings findings) {
    if (told.answer() instanceof Answer.Receipt receipt
        && !receipt.result().equals(transaction.result())) {
      findings.add(
          List.of(told.index()),
          "%s was told to be %s, but block %d holds it %s"
              .formatted(
                  told.name(),
                  LedgerOperation.text(receipt.result()),
                  block.number(),
                  LedgerOperation.text(transaction.result())));
    }
  }
}
