package dev.assay.checkers.ledger;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.ProvingChecker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.Transaction;
import dev.assay.checkers.proof.Breach;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was acknowledged stays, exactly once, on every node: each transaction that a client was told
 * about stands in every chain where the receipt says, none stands anywhere twice, and none that was
 * refused to all who asked is anywhere applied.
 */
public final class Acknowledged implements ProvingChecker {
  @Override
  public String name() {
    return "acknowledged";
  }

  @Override
  public String promise() {
    return "What was acknowledged is in every node's chain exactly once, what failed in none.";
  }

  @Override
  public Optional<Certificate> proof(Recording recording, CheckResult result) {
    return Breach.find(recording, result);
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    List<LedgerOperation> operations = LedgerHistory.of(recording.history());
    Map<String, Submission> submissions = Submission.of(operations);
    Set<String> failed = onlyFailed(operations, submissions);
    long top = recording.chains().values().stream().mapToLong(Chain::height).max().orElse(0);
    Findings findings = new Findings();
    for (Chain chain : recording.chains().values()) {
      Map<String, Place> places = places(chain, findings);
      for (Submission submission : submissions.values()) {
        submission.acknowledged().ifPresent(a -> compare(a, places, chain, top, findings));
      }
      for (String id : failed) {
        Optional.ofNullable(places.get(id))
            .filter(place -> place.result() instanceof Transaction.Result.Applied)
            .ifPresent(
                place ->
                    findings.add(
                        indices(operations, id),
                        "transaction %s was refused to all who asked for it, but %s holds it applied at block %d"
                            .formatted(id, chain.node(), place.block())));
      }
    }
    long acknowledged =
        submissions.values().stream().filter(s -> s.acknowledged().isPresent()).count();
    return result(recording, findings, acknowledged);
  }

  private record Place(Transaction.Result result, long block, long position) {}

  private CheckResult result(Recording recording, Findings findings, long acknowledged) {
    List<String> absent = absentChains(recording);
    Verdict verdict =
        !findings.isEmpty()
            ? Verdict.FAIL
            : !absent.isEmpty()
                ? Verdict.UNKNOWN
                : acknowledged == 0 ? Verdict.VACUOUS : Verdict.PASS;
    String summary =
        switch (verdict) {
          case FAIL -> "A promise to a client was broken: " + findings.first() + ".";
          case UNKNOWN ->
              "What was acknowledged could not be looked up: "
                  + String.join(", ", absent)
                  + " (no chain that can be read to its end).";
          case VACUOUS -> "No transaction was acknowledged.";
          case PASS, HARNESS ->
              "All %d acknowledged transactions are in %d chains exactly once."
                  .formatted(acknowledged, recording.chains().size());
        };
    return new CheckResult(
        name(),
        verdict,
        summary,
        findings.evidence(),
        Value.fields("acknowledged", Value.of(acknowledged))
            .with("chains", Value.of(recording.chains().size())));
  }

  /** The nodes whose chain is missing or cut off; "no node" when it is unknown which there were. */
  static List<String> absentChains(Recording recording) {
    Set<String> nodes = new LinkedHashSet<>();
    recording.manifest().ifPresent(manifest -> nodes.addAll(manifest.plan().nodes()));
    nodes.addAll(recording.chains().keySet());
    List<String> absent = new ArrayList<>();
    for (String node : nodes) {
      Chain chain = recording.chains().get(node);
      if (chain == null || chain.problem().isPresent()) {
        absent.add(node);
      }
    }
    return nodes.isEmpty() ? List.of("no node") : absent;
  }

  private static Map<String, Place> places(Chain chain, Findings findings) {
    Map<String, Place> places = new LinkedHashMap<>();
    chain
        .blocks()
        .forEach(
            block -> {
              for (int position = 0; position < block.transactions().size(); position++) {
                Transaction transaction = block.transactions().get(position);
                Place place = new Place(transaction.result(), block.number(), position);
                Place first = places.putIfAbsent(transaction.id(), place);
                if (first != null) {
                  findings.add(
                      List.of(),
                      "%s holds transaction %s twice: at block %d, position %d and at block %d, position %d"
                          .formatted(
                              chain.node(),
                              transaction.id(),
                              first.block(),
                              first.position(),
                              place.block(),
                              place.position()));
                }
              }
            });
    return places;
  }

  /** A chain that merely ends early is behind: the chain audit says so, it is no loss. */
  private static void compare(
      LedgerOperation operation,
      Map<String, Place> places,
      Chain chain,
      long top,
      Findings findings) {
    Answer.Receipt receipt = (Answer.Receipt) operation.answer();
    String id = ((Call.Change) operation.call()).id();
    Place place = places.get(id);
    boolean unread = chain.problem().isPresent() && receipt.block() > chain.height();
    boolean behind = receipt.block() > chain.height() && receipt.block() <= top;
    if (place == null) {
      if (!unread && !behind) {
        findings.add(
            List.of(operation.index()),
            "%s was acknowledged as %s, but is not in the chain of %s"
                .formatted(operation.name(), operation.said(), chain.node()));
      }
    } else if (!place.equals(new Place(receipt.result(), receipt.block(), receipt.position()))) {
      findings.add(
          List.of(operation.index()),
          "%s was acknowledged as %s, but %s holds it %s at block %d, position %d"
              .formatted(
                  operation.name(),
                  operation.said(),
                  chain.node(),
                  LedgerOperation.text(place.result()),
                  place.block(),
                  place.position()));
    }
  }

  private static Set<String> onlyFailed(
      List<LedgerOperation> operations, Map<String, Submission> submissions) {
    Set<String> failed = new LinkedHashSet<>();
    for (LedgerOperation operation : operations) {
      if (operation.call() instanceof Call.Change change && !submissions.containsKey(change.id())) {
        failed.add(change.id());
      }
    }
    return failed;
  }

  private static List<Long> indices(List<LedgerOperation> operations, String id) {
    return operations.stream()
        .filter(o -> o.call() instanceof Call.Change change && change.id().equals(id))
        .map(LedgerOperation::index)
        .toList();
  }
}
