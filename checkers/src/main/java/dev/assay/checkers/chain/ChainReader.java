package dev.assay.checkers.chain;

import dev.assay.history.Value;
import dev.assay.history.file.JsonException;
import dev.assay.history.file.JsonLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a chain export, one block per line. */
public final class ChainReader {
  private static final int HASH_CHARS = 64;
  private static final int NAME_CHARS_MAX = 64;
  private static final int TRANSACTIONS_MAX = 100_000;
  private static final int TEXTS_MAX = 1_000;

  /** By character, up to the last of them: four hashes of each block are looked at. */
  private static final boolean[] HEX = new boolean['f' + 1];

  static {
    for (char digit : "0123456789abcdef".toCharArray()) {
      HEX[digit] = true;
    }
  }

  private ChainReader() {}

  /** All blocks up to the first line that is none; what is wrong with it is told in the chain. */
  public static Chain read(String node, Path file) {
    List<Block> blocks = new ArrayList<>();
    Optional<String> problem = JsonLines.read(file, line -> blocks.add(block(line)));
    return new Chain(node, blocks, problem);
  }

  static Block block(Value line) {
    Value.Fields fields = fields(line);
    int version = version(fields);
    return new Block(
        version,
        whole(fields, "number"),
        hash(fields, "previous"),
        hash(fields, "transactionsRoot"),
        hash(fields, "stateRoot"),
        whole(fields, "epoch"),
        whole(fields, "sequence"),
        whole(fields, "time"),
        name(fields, "proposer"),
        hash(fields, "hash"),
        transactions(version, field(fields, "transactions")));
  }

  /** The first version did not say which it is. */
  private static int version(Value.Fields fields) {
    if (fields.get("version").isEmpty()) {
      return 1;
    }
    long version = whole(fields, "version");
    if (version < 2 || version > Block.VERSION_MAX) {
      throw new JsonException(
          "a block of version %d: this program reads 1 to %d"
              .formatted(version, Block.VERSION_MAX));
    }
    return (int) version;
  }

  private static List<Transaction> transactions(int version, Value value) {
    if (!(value instanceof Value.Items(List<Value> items)) || items.size() > TRANSACTIONS_MAX) {
      throw new JsonException(
          "\"transactions\" is not a list of at most " + TRANSACTIONS_MAX + " transactions");
    }
    return items.stream()
        .map(item -> version == 1 ? versionOne(fields(item)) : transaction(fields(item)))
        .toList();
  }

  private static Transaction transaction(Value.Fields fields) {
    return new Transaction(
        name(fields, "id"),
        name(fields, "contract"),
        name(fields, "function"),
        texts(field(fields, "arguments")),
        result(fields),
        fields.get("output").map(ChainReader::texts).orElse(List.of()));
  }

  private static List<String> texts(Value value) {
    if (!(value instanceof Value.Items(List<Value> items)) || items.size() > TEXTS_MAX) {
      throw new JsonException("something is not a list of at most " + TEXTS_MAX + " texts");
    }
    List<String> texts = new ArrayList<>();
    for (Value item : items) {
      if (!(item instanceof Value.Text(String text)) || !isPrintable(text)) {
        throw new JsonException("something is not a text of printable characters");
      }
      texts.add(text);
    }
    return texts;
  }

  private static Transaction versionOne(Value.Fields fields) {
    String kind = text(fields, "kind");
    return switch (kind) {
      case "open" ->
          Transaction.open(
              name(fields, "id"), name(fields, "account"), amount(fields), result(fields));
      case "transfer" ->
          Transaction.transfer(
              name(fields, "id"),
              name(fields, "from"),
              name(fields, "to"),
              amount(fields),
              result(fields));
      default -> throw new JsonException("\"" + kind + "\" is no kind of transaction");
    };
  }

  private static Transaction.Result result(Value.Fields fields) {
    String result = text(fields, "result");
    return switch (result) {
      case "applied" -> new Transaction.Result.Applied();
      case "refused" -> new Transaction.Result.Refused(name(fields, "reason"));
      default -> throw new JsonException("\"" + result + "\" is no transaction's result");
    };
  }

  private static Value.Fields fields(Value value) {
    if (value instanceof Value.Fields fields) {
      return fields;
    }
    throw new JsonException("something is not an object where one is due");
  }

  private static Value field(Value.Fields fields, String name) {
    return fields
        .get(name)
        .orElseThrow(() -> new JsonException("there is no field \"" + name + "\""));
  }

  /** Below zero where a client asked for it, and was refused. */
  private static long amount(Value.Fields fields) {
    if (field(fields, "amount") instanceof Value.Whole(long amount)) {
      return amount;
    }
    throw new JsonException("\"amount\" is not a whole number");
  }

  private static long whole(Value.Fields fields, String name) {
    if (field(fields, name) instanceof Value.Whole(long number) && number >= 0) {
      return number;
    }
    throw new JsonException("\"" + name + "\" is not a whole number from 0");
  }

  private static String text(Value.Fields fields, String name) {
    if (field(fields, name) instanceof Value.Text(String text)) {
      return text;
    }
    throw new JsonException("\"" + name + "\" is not text");
  }

  private static String name(Value.Fields fields, String name) {
    String text = text(fields, name);
    if (!isName(text)) {
      throw new JsonException("\"" + name + "\" is not 1 to 64 of letters, digits, '.', '_', '-'");
    }
    return text;
  }

  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(isDigit(c)
          || (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || c == '.'
          || c == '_'
          || c == '-')) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= NAME_CHARS_MAX;
  }

  private static boolean isHash(String text) {
    if (text.length() != HASH_CHARS) {
      return false;
    }
    for (int i = 0; i < HASH_CHARS; i++) {
      char c = text.charAt(i);
      if (c > 'f' || !HEX[c]) {
        return false;
      }
    }
    return true;
  }

  /** As the formats have them: other alphabets' digits are none. */
  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String hash(Value.Fields fields, String name) {
    String text = text(fields, name);
    if (!isHash(text)) {
      throw new JsonException("\"" + name + "\" is not 64 lower-case hex digits");
    }
    return text;
  }
}
