package dev.assay.ledger;

/**
 * A block as one line of a chain export. No text in a block needs escaping: names are restricted by
 * {@link Names}, and a block cannot be made of others.
 */
public final class BlockJson {
  private BlockJson() {}

  /** One line of JSON without its newline; the fields always come in the same order. */
  public static String line(Block block) {
    BlockHeader header = block.header();
    StringBuilder json = new StringBuilder(512);
    json.append("{\"number\":").append(header.number());
    text(json, "previous", header.previous().hex());
    text(json, "transactionsRoot", header.transactionsRoot().hex());
    text(json, "stateRoot", header.stateRoot().hex());
    number(json, "epoch", header.epoch());
    number(json, "sequence", header.sequence());
    number(json, "time", header.time());
    text(json, "proposer", header.proposer());
    text(json, "hash", header.hash().hex());
    json.append(",\"transactions\":[");
    for (int i = 0; i < block.transactions().size(); i++) {
      json.append(i == 0 ? "" : ",");
      transaction(json, block.transactions().get(i));
    }
    return json.append("]}").toString();
  }

  private static void transaction(StringBuilder json, ExecutedTransaction executed) {
    json.append("{\"id\":\"").append(executed.transaction().id()).append('"');
    switch (executed.transaction()) {
      case Transaction.Open open -> {
        text(json, "kind", "open");
        text(json, "account", open.account());
      }
      case Transaction.Transfer transfer -> {
        text(json, "kind", "transfer");
        text(json, "from", transfer.from());
        text(json, "to", transfer.to());
      }
    }
    number(json, "amount", executed.transaction().amount());
    text(json, "result", executed.result().text());
    if (executed.result() instanceof Result.Refused(Reason reason)) {
      text(json, "reason", reason.text());
    }
    json.append('}');
  }

  private static void text(StringBuilder json, String field, String value) {
    json.append(",\"").append(field).append("\":\"").append(value).append('"');
  }

  private static void number(StringBuilder json, String field, long value) {
    json.append(",\"").append(field).append("\":").append(value);
  }
}
