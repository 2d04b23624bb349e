package dev.assay.ledger;

import java.util.List;

/**
 * A block as one line of a chain export. Only the arguments and outputs of contracts may need
 * escaping, and of printable ASCII only two characters do; all else is restricted by {@link Names}.
 */
public final class BlockJson {
  private BlockJson() {}

  /** One line of JSON without its newline; the fields always come in the same order. */
  public static String line(Block block) {
    BlockHeader header = block.header();
    boolean old = header.version() == FormatVersion.ONE;
    StringBuilder json = new StringBuilder(512);
    json.append('{');
    if (!old) {
      json.append("\"version\":").append(header.version()).append(',');
    }
    json.append("\"number\":").append(header.number());
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
      if (old) {
        versionOne(json, block.transactions().get(i));
      } else {
        transaction(json, block.transactions().get(i));
      }
    }
    return json.append("]}").toString();
  }

  private static void transaction(StringBuilder json, ExecutedTransaction executed) {
    Transaction transaction = executed.transaction();
    json.append("{\"id\":\"").append(transaction.id()).append('"');
    text(json, "contract", transaction.contract());
    text(json, "function", transaction.function());
    texts(json, "arguments", transaction.arguments());
    text(json, "result", executed.result().text());
    switch (executed.result()) {
      case Result.Applied(List<String> output) -> {
        if (!output.isEmpty()) {
          texts(json, "output", output);
        }
      }
      case Result.Refused(String reason) -> text(json, "reason", reason);
    }
    json.append('}');
  }

  private static void versionOne(StringBuilder json, ExecutedTransaction executed) {
    Transaction transaction = executed.transaction();
    List<String> arguments = transaction.arguments();
    json.append("{\"id\":\"").append(transaction.id()).append('"');
    text(json, "kind", transaction.function());
    if (transaction.function().equals(VersionOne.OPEN)) {
      text(json, "account", arguments.getFirst());
    } else {
      text(json, "from", arguments.get(0));
      text(json, "to", arguments.get(1));
    }
    json.append(",\"amount\":").append(arguments.getLast());
    text(json, "result", executed.result().text());
    if (executed.result() instanceof Result.Refused(String reason)) {
      text(json, "reason", reason);
    }
    json.append('}');
  }

  private static void text(StringBuilder json, String field, String value) {
    json.append(",\"").append(field).append("\":\"").append(value).append('"');
  }

  private static void texts(StringBuilder json, String field, List<String> values) {
    json.append(",\"").append(field).append("\":[");
    for (int i = 0; i < values.size(); i++) {
      json.append(i == 0 ? "\"" : ",\"");
      escaped(json, values.get(i));
      json.append('"');
    }
    json.append(']');
  }

  private static void escaped(StringBuilder json, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\');
      }
      json.append(c);
    }
  }

  private static void number(StringBuilder json, String field, long value) {
    json.append(",\"").append(field).append("\":").append(value);
  }
}
