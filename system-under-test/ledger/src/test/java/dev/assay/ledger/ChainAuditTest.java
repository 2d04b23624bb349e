package dev.assay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ledger.ChainAudit.Fault;
import dev.assay.ledger.contract.StandardContracts;
import dev.assay.ledger.contract.TransferContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each forgery keeps all that comes before its own check intact, roots and hashes included. */
class ChainAuditTest {
  private final List<Block> chain = chain(new Ledger(StandardContracts.DEFAULT));

  @Test
  void aSoundChainHasNoFault() {
    assertThat(ChainAudit.firstFault(StandardContracts.DEFAULT, chain)).isEmpty();
    assertThat(ChainAudit.firstFault(StandardContracts.DEFAULT, List.of())).isEmpty();
  }

  @Test
  void aMissingBlock() {
    assertFault(List.of(chain.get(0), chain.get(2)), 2, "number 3, expected 2");
  }

  @Test
  void aChainThatDoesNotBeginAtOne() {
    assertFault(chain.subList(1, 3), 1, "number 2, expected 1");
  }

  @Test
  void aChangedBlockBreaksTheLinkAfterIt() {
    assertFault(forge(1, header -> at(header, header.time() + 1)), 3, "previous hash");
  }

  @Test
  void timeGoingBack() {
    assertFault(forgeLast(header -> at(header, 999)), 3, "time 999 before 1000");
  }

  @Test
  void sequenceThatDoesNotGrow() {
    assertFault(forgeLast(header -> ordered(header, header.epoch(), 2)), 3, "sequence 2 after");
  }

  @Test
  void epochGoingBack() {
    assertFault(forgeLast(header -> ordered(header, 0, header.sequence())), 3, "epoch 0, ");
  }

  @Test
  void aTransactionThatTheRootDoesNotCover() {
    Block last = chain.get(2);
    List<ExecutedTransaction> more = new ArrayList<>(last.transactions());
    more.add(new ExecutedTransaction(TransferContract.open("x", "x", 1), Result.Applied.silent()));
    assertFault(
        List.of(chain.get(0), chain.get(1), new Block(last.header(), more)),
        3,
        "the transactions root");
  }

  @Test
  void aResultThatTheRulesDoNotGive() {
    assertFault(
        chain(new Ledger(StandardContracts.DEFAULT, Set.of(LedgerMutant.OVERDRAFT_UNCHECKED))),
        3,
        "position 0, transaction t-2: Applied[output=[]], expected Refused[reason=overdraft]");
  }

  @Test
  void aTransactionTwiceInTheChain() {
    Ledger mutant = new Ledger(StandardContracts.DEFAULT, Set.of(LedgerMutant.NO_DEDUP));
    List<Block> twice = new ArrayList<>(chain(mutant));
    Batch again = new Batch(1, "n1", List.of(TransferContract.transfer("t-1", "a", "b", 10)));
    mutant.apply(1, 9, again).ifPresent(twice::add);
    assertFault(twice, 4, "position 0 repeats the transaction t-1");
  }

  @Test
  void aStateRootOfAnotherState() {
    assertFault(
        forgeLast(
            header ->
                new BlockHeader(
                    2,
                    header.number(),
                    header.previous(),
                    header.transactionsRoot(),
                    Hash.ZERO,
                    header.epoch(),
                    header.sequence(),
                    header.time(),
                    header.proposer())),
        3,
        "state root 0000");
  }

  private static void assertFault(List<Block> chain, long block, String cause) {
    Optional<Fault> fault = ChainAudit.firstFault(StandardContracts.DEFAULT, chain);
    assertThat(fault).map(Fault::block).contains(block);
    assertThat(fault).map(Fault::cause).get().asString().contains(cause);
  }

  private static List<Block> chain(Ledger ledger) {
    List<Block> chain = new ArrayList<>();
    List<List<Transaction>> batches =
        List.of(
            List.of(TransferContract.open("o-a", "a", 100), TransferContract.open("o-b", "b", 1)),
            List.of(TransferContract.transfer("t-1", "a", "b", 10)),
            List.of(
                TransferContract.transfer("t-2", "b", "a", 12),
                TransferContract.transfer("t-3", "b", "a", 11)));
    for (List<Transaction> transactions : batches) {
      ledger
          .apply(1, ledger.lastSequence() + 1, new Batch(1000, "n1", transactions))
          .ifPresent(chain::add);
    }
    return chain;
  }

  private List<Block> forgeLast(UnaryOperator<BlockHeader> forgery) {
    return forge(2, forgery);
  }

  private List<Block> forge(int position, UnaryOperator<BlockHeader> forgery) {
    List<Block> forged = new ArrayList<>(chain);
    Block block = chain.get(position);
    forged.set(position, new Block(forgery.apply(block.header()), block.transactions()));
    return forged;
  }

  private static BlockHeader at(BlockHeader header, long time) {
    return new BlockHeader(
        2,
        header.number(),
        header.previous(),
        header.transactionsRoot(),
        header.stateRoot(),
        header.epoch(),
        header.sequence(),
        time,
        header.proposer());
  }

  private static BlockHeader ordered(BlockHeader header, long epoch, long sequence) {
    return new BlockHeader(
        2,
        header.number(),
        header.previous(),
        header.transactionsRoot(),
        header.stateRoot(),
        epoch,
        sequence,
        header.time(),
        header.proposer());
  }
}
