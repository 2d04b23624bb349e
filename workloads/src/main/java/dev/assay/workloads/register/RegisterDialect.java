package dev.assay.workloads.register;

import static dev.assay.workloads.client.Arguments.mode;
import static dev.assay.workloads.client.Arguments.text;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Value;
import dev.assay.ledger.contract.RegisterContract;
import dev.assay.node.ReadMode;
import dev.assay.workloads.client.Dialect;
import dev.assay.workloads.client.Request;
import java.util.List;

/**
 * Registers: {@code write} of a {@code value} to a {@code key}, {@code cas} with the pair of what
 * is expected and what is new as value, {@code read}. A register that was never written holds nil.
 */
final class RegisterDialect implements Dialect {
  @Override
  public Request request(Invocation invocation) {
    Value.Fields fields = invocation.value();
    String key = text(fields, "key");
    return switch (invocation.f()) {
      case "write" ->
          new Request.Submit(
              RegisterContract.write(text(fields, "id"), key, text(fields, "value")));
      case "cas" -> {
        List<String> pair = pair(fields);
        yield new Request.Submit(
            RegisterContract.cas(text(fields, "id"), key, pair.getFirst(), pair.getLast()));
      }
      case "read" -> new Request.Ask(RegisterContract.read(key), mode(fields));
      case "local-read" -> new Request.Ask(RegisterContract.read(key), ReadMode.LOCAL);
      default ->
          throw new IllegalArgumentException(
              "the register workload has no operation '" + invocation.f() + "'");
    };
  }

  @Override
  public Value.Fields answered(Invocation invocation, List<String> output) {
    return switch (invocation.f()) {
      case "read", "local-read" ->
          invocation
              .value()
              .with("value", output.isEmpty() ? Value.NIL : Value.of(output.getFirst()));
      default -> invocation.value();
    };
  }

  private static List<String> pair(Value.Fields fields) {
    if (fields.get("value").orElse(Value.NIL) instanceof Value.Items(List<Value> pair)
        && pair.size() == 2
        && pair.getFirst() instanceof Value.Text(String expected)
        && pair.getLast() instanceof Value.Text(String next)) {
      return List.of(expected, next);
    }
    throw new IllegalArgumentException("no pair of texts 'value' in " + fields);
  }
}
