package dev.assay.workloads.sets;

import static dev.assay.workloads.client.Arguments.mode;
import static dev.assay.workloads.client.Arguments.text;
import static dev.assay.workloads.client.Arguments.whole;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Value;
import dev.assay.ledger.contract.SetContract;
import dev.assay.node.ReadMode;
import dev.assay.workloads.client.Dialect;
import dev.assay.workloads.client.Request;
import java.util.List;

/**
 * Sets of numbers: {@code add} of a {@code value} to the set {@code key}, {@code remove} of one,
 * {@code elements} of all.
 */
final class SetDialect implements Dialect {
  @Override
  public Request request(Invocation invocation) {
    Value.Fields fields = invocation.value();
    String set = text(fields, "key");
    return switch (invocation.f()) {
      case "add" ->
          new Request.Submit(
              SetContract.add(text(fields, "id"), set, Long.toString(whole(fields, "value"))));
      case "remove" ->
          new Request.Submit(
              SetContract.remove(text(fields, "id"), set, Long.toString(whole(fields, "value"))));
      case "elements" -> new Request.Ask(SetContract.elements(set), mode(fields));
      case "local-elements" -> new Request.Ask(SetContract.elements(set), ReadMode.LOCAL);
      default ->
          throw new IllegalArgumentException(
              "the set workload has no operation '" + invocation.f() + "'");
    };
  }

  @Override
  public Value.Fields answered(Invocation invocation, List<String> output) {
    return switch (invocation.f()) {
      case "elements", "local-elements" ->
          invocation
              .value()
              .with(
                  "value",
                  Value.items(
                      output.stream()
                          .mapToLong(Long::parseLong)
                          .sorted()
                          .mapToObj(Value::of)
                          .map(Value.class::cast)
                          .toList()));
      default -> invocation.value();
    };
  }
}
