package dev.assay.workloads.transfer;

import static dev.assay.workloads.client.Arguments.mode;
import static dev.assay.workloads.client.Arguments.text;
import static dev.assay.workloads.client.Arguments.whole;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Value;
import dev.assay.ledger.contract.TransferContract;
import dev.assay.node.ReadMode;
import dev.assay.workloads.client.Dialect;
import dev.assay.workloads.client.Request;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Accounts: {@code open}, {@code transfer}, {@code read} of one, {@code read-all}. */
final class TransferDialect implements Dialect {
  @Override
  public Request request(Invocation invocation) {
    Value.Fields fields = invocation.value();
    return switch (invocation.f()) {
      case "open" ->
          new Request.Submit(
              TransferContract.open(
                  text(fields, "id"), text(fields, "account"), whole(fields, "amount")));
      case "transfer" ->
          new Request.Submit(
              TransferContract.transfer(
                  text(fields, "id"),
                  text(fields, "from"),
                  text(fields, "to"),
                  whole(fields, "amount")));
      case "read" ->
          new Request.Ask(TransferContract.balance(text(fields, "account")), mode(fields));
      case "read-all" -> new Request.Ask(TransferContract.balances(), mode(fields));
      case "local-read" ->
          new Request.Ask(TransferContract.balance(text(fields, "account")), ReadMode.LOCAL);
      case "local-read-all" -> new Request.Ask(TransferContract.balances(), ReadMode.LOCAL);
      default ->
          throw new IllegalArgumentException(
              "the transfer workload has no operation '" + invocation.f() + "'");
    };
  }

  @Override
  public Value.Fields answered(Invocation invocation, List<String> output) {
    return switch (invocation.f()) {
      case "read", "local-read" -> invocation.value().with("balance", balance(output));
      case "read-all", "local-read-all" -> invocation.value().with("balances", balances(output));
      default -> invocation.value();
    };
  }

  private static Value balance(List<String> output) {
    OptionalLong balance = TransferContract.balanceIn(output);
    return balance.isPresent() ? Value.of(balance.getAsLong()) : Value.NIL;
  }

  private static Value balances(List<String> output) {
    Value.Fields fields = Value.fields();
    for (Map.Entry<String, Long> balance : TransferContract.balancesIn(output).entrySet()) {
      fields = fields.with(balance.getKey(), Value.of(balance.getValue()));
    }
    return fields;
  }
}
