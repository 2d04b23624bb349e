package dev.assay.node.wire;

import dev.assay.ledger.Transaction;
import dev.assay.protocol.Open;
import dev.assay.protocol.Transfer;
import java.util.Optional;

/** Transactions as the protocol writes them. */
public final class Transactions {
  private Transactions() {}

  public static dev.assay.protocol.Transaction toWire(Transaction transaction) {
    var wire = dev.assay.protocol.Transaction.newBuilder().setId(transaction.id());
    switch (transaction) {
      case Transaction.Open(_, String account, long amount) ->
          wire.setOpen(Open.newBuilder().setAccount(account).setAmount(amount));
      case Transaction.Transfer(_, String from, String to, long amount) ->
          wire.setTransfer(Transfer.newBuilder().setFrom(from).setTo(to).setAmount(amount));
    }
    return wire.build();
  }

  /** Empty when it does not say what it wants; its names may be malformed still. */
  public static Optional<Transaction> fromWire(dev.assay.protocol.Transaction wire) {
    return switch (wire.getKindCase()) {
      case OPEN ->
          Optional.of(
              new Transaction.Open(
                  wire.getId(), wire.getOpen().getAccount(), wire.getOpen().getAmount()));
      case TRANSFER -> {
        Transfer transfer = wire.getTransfer();
        yield Optional.of(
            new Transaction.Transfer(
                wire.getId(), transfer.getFrom(), transfer.getTo(), transfer.getAmount()));
      }
      case KIND_NOT_SET -> Optional.empty();
    };
  }
}
