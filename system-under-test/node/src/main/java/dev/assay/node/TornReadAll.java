package dev.assay.node;

import dev.assay.ledger.Query;
import dev.assay.ledger.contract.TransferContract;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The planted bug of that name: all balances are read one after the other. Each of them is right at
 * some time while the query waits, but no two of them need be so together.
 */
final class TornReadAll {
  private final PendingQuery whole;
  private final Iterator<String> accounts;
  private final Consumer<PendingQuery> reader;
  private final List<String> output = new ArrayList<>();

  /**
   * @param accounts those that there are now
   * @param reader takes the query of one of them
   */
  TornReadAll(PendingQuery whole, Iterable<String> accounts, Consumer<PendingQuery> reader) {
    this.whole = whole;
    this.accounts = accounts.iterator();
    this.reader = reader;
  }

  static boolean concerns(Query query) {
    return query.equals(TransferContract.balances());
  }

  /** Asks for the next account, and answers when there is none. */
  void next(long height) {
    if (!accounts.hasNext()) {
      whole.reply().accept(new ReadResult.Answered<>(List.copyOf(output), height));
      return;
    }
    String account = accounts.next();
    reader.accept(
        new PendingQuery(
            TransferContract.balance(account),
            whole.deadlineNanos(),
            result -> {
              if (result instanceof ReadResult.Answered<List<String>>(var balance, long at)) {
                output.add(account);
                output.addAll(balance);
                next(at);
              } else {
                whole.reply().accept(result);
              }
            }));
  }
}
