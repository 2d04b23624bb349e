package dev.assay.node.wire;

import dev.assay.ledger.Query;
import dev.assay.ledger.Transaction;
import dev.assay.node.LedgerNode;
import dev.assay.node.ReadMode;
import dev.assay.protocol.QueryRequest;
import java.time.Duration;

/** Transactions and queries as the protocol writes them; what comes in may be malformed still. */
public final class Transactions {
  private Transactions() {}

  public static dev.assay.protocol.Transaction toWire(Transaction transaction) {
    return dev.assay.protocol.Transaction.newBuilder()
        .setId(transaction.id())
        .setContract(transaction.contract())
        .setFunction(transaction.function())
        .addAllArguments(transaction.arguments())
        .build();
  }

  public static Transaction fromWire(dev.assay.protocol.Transaction wire) {
    return new Transaction(
        wire.getId(), wire.getContract(), wire.getFunction(), wire.getArgumentsList());
  }

  /**
   * A request to a node.
   *
   * @param atNode how long the node may keep the client waiting
   */
  public static QueryRequest toWire(String channel, Query query, ReadMode mode, Duration atNode) {
    return QueryRequest.newBuilder()
        .setChannel(channel)
        .setContract(query.contract())
        .setFunction(query.function())
        .addAllArguments(query.arguments())
        .setMode(toWire(mode))
        .setTimeoutMillis(Math.clamp(atNode.toMillis(), 1, Integer.MAX_VALUE))
        .build();
  }

  public static Query query(QueryRequest wire) {
    return new Query(wire.getContract(), wire.getFunction(), wire.getArgumentsList());
  }

  /** A mode that is not known is the strongest. */
  public static ReadMode mode(QueryRequest wire) {
    return switch (wire.getMode()) {
      case READ_MODE_UNSPECIFIED, READ_MODE_QUORUM, UNRECOGNIZED -> ReadMode.QUORUM;
      case READ_MODE_LEASE -> ReadMode.LEASE;
      case READ_MODE_LOCAL -> ReadMode.LOCAL;
    };
  }

  private static dev.assay.protocol.ReadMode toWire(ReadMode mode) {
    return switch (mode) {
      case QUORUM -> dev.assay.protocol.ReadMode.READ_MODE_QUORUM;
      case LEASE -> dev.assay.protocol.ReadMode.READ_MODE_LEASE;
      case LOCAL -> dev.assay.protocol.ReadMode.READ_MODE_LOCAL;
    };
  }

  /** A channel's name as a request gives it: none is the default one. */
  public static String channel(String wire) {
    return wire.isEmpty() ? LedgerNode.MAIN : wire;
  }
}
