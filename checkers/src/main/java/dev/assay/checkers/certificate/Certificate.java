package dev.assay.checkers.certificate;

import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Proves what a checker found, by operations named with the indices of their invocations. */
public final class Certificate {
  private final Value.Fields head;
  private final List<long[]> orders;

  private Certificate(Value.Fields head, List<long[]> orders) {
    this.head = head;
    this.orders = orders;
  }

  /**
   * A pass: the operations in an order that explains all answers.
   *
   * @param model which answers are possible, by the name that the verifier knows
   * @param respects "realtime", "process" or "nothing": what the order has to keep
   * @param orders of parts that share no key; one for a whole history
   */
  public static Certificate order(
      String checker, String model, String respects, List<long[]> orders) {
    return new Certificate(
        head("order", checker, model).with("respects", Value.of(respects)), orders);
  }

  /** A failure: these operations alone have no order, and no other operation could help them. */
  public static Certificate contradiction(String checker, String model, long[] operations) {
    return new Certificate(head("contradiction", checker, model), List.of(operations));
  }

  /**
   * A failure: each operation has to be before the next, and the last before the first.
   *
   * @param kinds ww, wr, rw, process or realtime, from each operation to the next
   */
  public static Certificate cycle(
      String checker, String model, List<String> kinds, long[] operations) {
    return new Certificate(
        head("cycle", checker, model)
            .with("kinds", Value.items(kinds.stream().map(Value::of).toList())),
        List.of(operations));
  }

  /** A failure: what these transactions read is impossible whatever the order. */
  public static Certificate flaw(String checker, String model, String what, long[] operations) {
    return new Certificate(
        head("flaw", checker, model).with("what", Value.of(what)), List.of(operations));
  }

  private static Value.Fields head(String kind, String checker, String model) {
    return Value.fields("certificate", Value.of(kind))
        .with("checker", Value.of(checker))
        .with("model", Value.of(model));
  }

  /**
   * Written piece by piece: an order may name a million operations. Equal ones give equal bytes.
   */
  public void write(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      String open = ValueJson.write(head);
      out.write(open.substring(0, open.length() - 1));
      out.write(",\"orders\":[");
      for (int i = 0; i < orders.size(); i++) {
        out.write(i == 0 ? "\n[" : ",\n[");
        long[] order = orders.get(i);
        for (int k = 0; k < order.length; k++) {
          out.write(k == 0 ? "" : ",");
          out.write(Long.toString(order[k]));
        }
        out.write("]");
      }
      out.write("\n]}\n");
    }
  }
}
