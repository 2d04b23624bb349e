package dev.assay.checkers.ledger;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.ProvingChecker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.Transaction;
import dev.assay.checkers.proof.Breach;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The chains themselves: every hash and root recomputed, times and epochs that never go back, only
 * transactions that some client asked for; all nodes' chains equal, and equal in length once all
 * faults are healed; and each node's own last words in agreement with its chain.
 */
public final class ChainAudit implements ProvingChecker {
  /** Of one chain; what is broken once is usually broken to the end. */
  private static final int FINDINGS_PER_CHAIN_MAX = 5;

  @Override
  public String name() {
    return "chain-audit";
  }

  @Override
  public String promise() {
    return "Every node holds the same chain, and every hash, root and rule in it is right.";
  }

  @Override
  public Optional<Certificate> proof(Recording recording, CheckResult result) {
    return Breach.find(recording, result);
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    List<LedgerOperation> operations = LedgerHistory.of(recording.history());
    Findings findings = new Findings();
    Optional<Chain> longest =
        recording.chains().values().stream()
            .max(Comparator.comparingInt((Chain chain) -> chain.blocks().size()));
    for (Chain chain : recording.chains().values()) {
      if (longest.isPresent()) {
        agree(longest.get(), chain, findings);
      }
    }
    longest.ifPresent(
        chain -> {
          blocks(chain, findings);
          validity(chain, operations, findings);
        });
    audits(recording, operations, findings);
    return result(recording, longest, findings);
  }

  private CheckResult result(Recording recording, Optional<Chain> longest, Findings findings) {
    List<String> absent = Acknowledged.absentChains(recording);
    Verdict verdict =
        !findings.isEmpty()
            ? Verdict.FAIL
            : !absent.isEmpty()
                ? Verdict.UNKNOWN
                : longest.map(Chain::height).orElse(0L) == 0 ? Verdict.VACUOUS : Verdict.PASS;
    String summary =
        switch (verdict) {
          case FAIL -> "The chains are not as they must be: " + findings.first() + ".";
          case UNKNOWN ->
              "Not all chains could be read: "
                  + String.join(", ", absent)
                  + recording.chains().values().stream()
                      .flatMap(chain -> chain.problem().stream())
                      .findFirst()
                      .map(problem -> " (" + problem + ")")
                      .orElse("")
                  + ".";
          case VACUOUS -> "The chains are empty.";
          case PASS, HARNESS ->
              "%d chains are equal, %d blocks each, with every hash and root right."
                  .formatted(recording.chains().size(), longest.map(Chain::height).orElse(0L));
        };
    long transactions =
        longest.stream()
            .flatMap(chain -> chain.blocks().stream())
            .mapToLong(block -> block.transactions().size())
            .sum();
    return new CheckResult(
        name(),
        verdict,
        summary,
        findings.evidence(),
        Value.fields("chains", Value.of(recording.chains().size()))
            .with("blocks", Value.of(longest.map(Chain::height).orElse(0L)))
            .with("transactions", Value.of(transactions)));
  }

  /** Blocks equal to those of the longest chain need no recomputing of their own. */
  private static void agree(Chain longest, Chain chain, Findings findings) {
    for (int i = 0; i < chain.blocks().size(); i++) {
      Block one = longest.blocks().get(i);
      Block other = chain.blocks().get(i);
      if (!one.equals(other)) {
        findings.add(
            List.of(),
            "%s and %s differ from block %d on: %s by %s in epoch %d, and %s by %s in epoch %d"
                .formatted(
                    longest.node(),
                    chain.node(),
                    one.number(),
                    one.hash().substring(0, 8),
                    one.proposer(),
                    one.epoch(),
                    other.hash().substring(0, 8),
                    other.proposer(),
                    other.epoch()));
        blocks(chain, findings);
        return;
      }
    }
    if (chain.problem().isEmpty() && chain.blocks().size() < longest.blocks().size()) {
      findings.add(
          List.of(),
          "%s ends at block %d, but %s at block %d: it has not caught up"
              .formatted(chain.node(), chain.height(), longest.node(), longest.height()));
    }
  }

  private static void blocks(Chain chain, Findings findings) {
    BlockAudit audit = new BlockAudit();
    int found = 0;
    for (Block block : chain.blocks()) {
      for (String problem : audit.next(block)) {
        found++;
        if (found <= FINDINGS_PER_CHAIN_MAX) {
          findings.add(
              List.of(), "block %d of %s: %s".formatted(block.number(), chain.node(), problem));
        }
      }
    }
  }

  private static void validity(Chain chain, List<LedgerOperation> operations, Findings findings) {
    Set<Call> asked = new HashSet<>();
    operations.forEach(operation -> asked.add(operation.call()));
    for (Block block : chain.blocks()) {
      for (Transaction transaction : block.transactions()) {
        if (Changes.of(transaction).filter(change -> !asked.contains(change)).isPresent()) {
          findings.add(
              List.of(),
              "block %d of %s holds transaction %s, which no client asked for in this form"
                  .formatted(block.number(), chain.node(), transaction.id()));
        }
      }
    }
  }

  /** A node's last words are compared with its own chain, at the block that it named. */
  private static void audits(
      Recording recording, List<LedgerOperation> operations, Findings findings) {
    for (LedgerOperation operation : operations) {
      if (operation.answer() instanceof Answer.Audited audited
          && operation.call() instanceof Call.Audit(String node)) {
        Chain chain = recording.chains().get(node);
        if (chain == null || (chain.problem().isPresent() && audited.block() > chain.height())) {
          continue;
        }
        if (audited.block() > chain.height()) {
          findings.add(
              List.of(operation.index()),
              "%s was at block %d, but the chain that it exported ends at block %d"
                  .formatted(operation.name(), audited.block(), chain.height()));
        } else {
          compare(operation, audited, chain, findings);
        }
      }
    }
  }

  private static void compare(
      LedgerOperation operation, Answer.Audited audited, Chain chain, Findings findings) {
    World world = new World();
    String hash = "0".repeat(64);
    for (Block block : chain.blocks()) {
      if (block.number() > audited.block()) {
        break;
      }
      hash = block.hash();
      for (Transaction transaction : block.transactions()) {
        // An audit shows accounts alone.
        if (transaction.result() instanceof Transaction.Result.Applied
            && transaction.contract().equals("transfer")) {
          Changes.of(transaction).ifPresent(world::apply);
        }
      }
    }
    Map<String, Long> balances = world.balances();
    if (!audited.hash().equals(hash)) {
      findings.add(
          List.of(operation.index()),
          "%s named another hash for block %d than its chain holds"
              .formatted(operation.name(), audited.block()));
    }
    if (!audited.balances().equals(balances)) {
      findings.add(
          List.of(operation.index()),
          "%s showed %s at block %d, where its chain gives %s"
              .formatted(
                  operation.name(),
                  Differences.of(audited.balances(), world.balances()),
                  audited.block(),
                  Differences.of(world.balances(), audited.balances())));
    }
  }
}
