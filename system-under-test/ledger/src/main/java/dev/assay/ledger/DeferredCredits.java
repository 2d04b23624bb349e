package dev.assay.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The second halves of transfers, with the planted bug that makes two of each. They wait for the
 * next batch, in memory alone: whoever restarts from an image has forgotten them.
 */
final class DeferredCredits {
  private static final String TRANSFER = "transfer";

  private record Credit(String account, long amount) {}

  private final List<Credit> waiting = new ArrayList<>();

  /** Takes the credit of an executed transfer back, for later. */
  void defer(Transaction transaction, Execution execution) {
    if (transaction.contract().equals(VersionOne.CONTRACT)
        && transaction.function().equals(TRANSFER)) {
      String account = transaction.arguments().get(1);
      long amount = Long.parseLong(transaction.arguments().getLast());
      add(execution, account, -amount);
      waiting.add(new Credit(account, amount));
    }
  }

  /** Makes the credits that wait part of the state. */
  void pay(Execution execution, long block) {
    for (Credit credit : waiting) {
      execution.begin(VersionOne.CONTRACT, block);
      add(execution, credit.account(), credit.amount());
      execution.keep(0);
    }
    waiting.clear();
  }

  private static void add(Execution execution, String account, long amount) {
    long before = execution.get(account).map(Long::parseLong).orElse(0L);
    execution.put(account, Long.toString(before + amount));
  }
}
