package dev.assay.workloads.transfer;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Value;
import dev.assay.workloads.load.Play;
import dev.assay.workloads.shape.TransferShape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Transfers between accounts with skewed choice, single reads, reads of all accounts. */
public final class TransferPlay {
  private TransferPlay() {}

  public static Play of(TransferShape shape) {
    List<String> names = shape.accountNames();
    Map<String, Long> accounts = new TreeMap<>();
    names.forEach(account -> accounts.put(account, shape.openingAmount()));
    return new Play(
        new TransferDialect(),
        seed -> new Transfers(shape, seed),
        names.stream().map(account -> open(account, shape.openingAmount())).toList(),
        new Play.Closing(
            new Invocation(
                "transfer",
                Value.fields("id", Value.of("t-last"))
                    .with("from", Value.of(names.get(0)))
                    .with("to", Value.of(names.get(1)))
                    .with("amount", Value.of(1))),
            List.of(new Invocation("read-all", Value.fields()))),
        accounts);
  }

  private static Invocation open(String account, long amount) {
    return new Invocation(
        "open",
        Value.fields("id", Value.of("o-" + account))
            .with("account", Value.of(account))
            .with("amount", Value.of(amount)));
  }
}
