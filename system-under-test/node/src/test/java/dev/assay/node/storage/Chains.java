package dev.assay.node.storage;

import dev.assay.ledger.Batch;
import dev.assay.ledger.Block;
import dev.assay.ledger.Ledger;
import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.StandardContracts;
import dev.assay.ledger.contract.TransferContract;
import java.util.ArrayList;
import java.util.List;

/** Sound chains to store. */
final class Chains {
  private Chains() {}

  /** One transaction per block, two in the first. */
  static List<Block> of(String proposer, int blocks) {
    Ledger ledger = new Ledger(StandardContracts.DEFAULT);
    List<Block> chain = new ArrayList<>();
    for (int i = 1; i <= blocks; i++) {
      List<Transaction> transactions =
          i == 1
              ? List.of(TransferContract.open("a", "a", 9), TransferContract.open("b", "b", 9))
              : List.of(TransferContract.transfer("t-" + i, "a", "b", 1));
      ledger.apply(1, i, new Batch(i, proposer, transactions)).ifPresent(chain::add);
    }
    return chain;
  }
}
