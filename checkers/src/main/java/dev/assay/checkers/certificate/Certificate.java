package dev.assay.checkers.certificate;

import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Proves what a checker found, by operations named with the indices of their invocations. */
public final class Certificate {
  /** What an order has to keep: that whatever had ended before another began comes before it. */
  public static final String REALTIME = "realtime";

  /** That each process did one thing after the other. */
  public static final String PROCESS = "process";

  /** That places ascend, where answers name them. */
  public static final String CLAIMED = "claimed";

  public static final String NOTHING = "nothing";

  /** For a contradiction that needs the whole history. */
  public static final long TO_THE_END = Long.MAX_VALUE;

  private final Value.Fields head;
  private final long[] operations;

  private Certificate(Value.Fields head) {
    this.head = head;
    this.operations = new long[0];
  }

  private Certificate(
      String kind, String checker, String model, String respects, long until, long[] operations) {
    this.head =
        Value.fields("certificate", Value.of(kind))
            .with("checker", Value.of(checker))
            .with("model", Value.of(model))
            .with("respects", Value.of(respects))
            .with("until", Value.of(until));
    this.operations = operations.clone();
  }

  /**
   * A pass: the operations in an order that explains all answers.
   *
   * @param model which answers are possible, by the name that the verifier knows
   * @param respects what the order keeps: words joined with "+"
   */
  public static Certificate order(
      String checker, String model, String respects, long[] operations) {
    return new Certificate("order", checker, model, respects, TO_THE_END, operations);
  }

  /**
   * A failure: no order of these operations explains them, whatever the others did.
   *
   * @param until the event up to which the history is looked at, in real time only
   */
  public static Certificate contradiction(
      String checker, String model, String respects, long until, long[] operations) {
    return new Certificate("contradiction", checker, model, respects, until, operations);
  }

  /**
   * A failure: these places of a run's files break a rule.
   *
   * @param rule by the name that its verifier knows
   * @param cites nodes, blocks, operations, lines, as the rule wants them
   */
  public static Certificate rule(String checker, String rule, List<Value> cites) {
    return new Certificate(
        Value.fields("certificate", Value.of("rule"))
            .with("checker", Value.of(checker))
            .with("rule", Value.of(rule))
            .with("cites", Value.items(cites)));
  }

  private boolean isRule() {
    return head.get("rule").isPresent();
  }

  /**
   * Written piece by piece: an order may name a million operations. Equal ones give equal bytes.
   */
  public void write(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      String open = ValueJson.write(head);
      if (isRule()) {
        out.write(open + "\n");
        return;
      }
      out.write(open.substring(0, open.length() - 1));
      out.write(",\"operations\":[");
      for (int i = 0; i < operations.length; i++) {
        out.write(i == 0 ? "" : i % 32 == 0 ? ",\n" : ",");
        out.write(Long.toString(operations[i]));
      }
      out.write("]}\n");
    }
  }

  /** As it is read again. */
  public Value value() {
    return isRule()
        ? head
        : head.with(
            "operations", Value.items(Arrays.stream(operations).mapToObj(Value::of).toList()));
  }
}
