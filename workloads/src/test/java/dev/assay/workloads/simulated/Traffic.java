package dev.assay.workloads.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.history.Value;
import dev.assay.history.file.JsonException;
import dev.assay.history.file.ValueJson;
import dev.assay.ledger.Query;
import dev.assay.ledger.Receipt;
import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.ChannelsContract;
import dev.assay.ledger.contract.ListAppendContract;
import dev.assay.ledger.contract.RegisterContract;
import dev.assay.ledger.contract.SetContract;
import dev.assay.ledger.contract.TransferContract;
import dev.assay.node.LedgerNode;
import dev.assay.node.LedgerStatus;
import dev.assay.node.ReadMode;
import dev.assay.node.ReadResult;
import dev.assay.node.SubmitResult;
import dev.assay.simulator.Randomness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What clients ask of a cluster's channels, all contracts, and what they were promised. */
final class Traffic {
  static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int ACCOUNTS = 4;

  private final Nodes nodes;
  private final Randomness choices;
  private boolean contracts;
  final List<String> channels = new ArrayList<>(List.of(LedgerNode.MAIN));

  /** By channel and id: block, position and result. */
  final Map<String, String> acknowledged = new LinkedHashMap<>();

  private final Set<String> refused = new TreeSet<>();
  private final Map<String, Long> latestBlock = new LinkedHashMap<>();
  int answeredReads;
  private int numbers;
  private String primary;

  /**
   * @param contracts whether other contracts than transfer are used, and other channels
   */
  Traffic(Nodes nodes, boolean contracts) {
    this.nodes = nodes;
    this.contracts = contracts;
    choices = nodes.world.randomness("traffic");
    primary = nodes.names().getFirst();
  }

  /** Opens the accounts, and another channel with the same. */
  Traffic opened() {
    for (int i = 0; i < ACCOUNTS; i++) {
      insist(LedgerNode.MAIN, TransferContract.open("open-" + i, "a" + i, 1_000));
    }
    return this;
  }

  /** From now on with all contracts. */
  void useContracts() {
    contracts = true;
  }

  /** Asks each channel for something until it is acknowledged. */
  void probe(int number) {
    String id = "probe-" + number;
    for (String channel : channels) {
      insist(
          channel,
          contracts
              ? SetContract.add(id, "probes", id)
              : TransferContract.transfer(id, "a0", "a1", 1));
    }
  }

  void createChannel(String name) {
    insist(LedgerNode.MAIN, ChannelsContract.create("create-" + name, name));
    channels.add(name);
    for (int i = 0; i < ACCOUNTS; i++) {
      insist(name, TransferContract.open("open-" + i, "a" + i, 1_000));
    }
  }

  /** Asks for another channel once; it may come or not. */
  void wishForChannel(String name) {
    Transaction create = ChannelsContract.create("create-" + name, name);
    nodes
        .client(primary)
        .submit(
            LedgerNode.MAIN,
            create,
            TIMEOUT,
            result -> {
              answered(LedgerNode.MAIN, create, result);
              if (result instanceof SubmitResult.Committed && !channels.contains(name)) {
                channels.add(name);
              }
            });
  }

  /** Submits until it is acknowledged, to all nodes. */
  void insist(String channel, Transaction transaction) {
    for (int i = 0; i < 200 && !acknowledged.containsKey(key(channel, transaction.id())); i++) {
      for (String node : nodes.names()) {
        nodes
            .client(node)
            .submit(
                channel, transaction, TIMEOUT, result -> answered(channel, transaction, result));
      }
      nodes.world.runFor(Nodes.SECOND / 4);
    }
    assertThat(acknowledged)
        .as(() -> "after 50 s; halted: " + nodes.halted() + " " + states())
        .containsKey(key(channel, transaction.id()));
  }

  /** Each node's channels in a line each. */
  String states() {
    StringBuilder text = new StringBuilder();
    for (String name : nodes.names()) {
      for (String channel : nodes.node(name).map(LedgerNode::channels).orElse(List.of())) {
        nodes
            .node(name)
            .flatMap(node -> node.status(channel))
            .map(Traffic::line)
            .ifPresent(text::append);
      }
    }
    return text.toString();
  }

  private static String line(LedgerStatus status) {
    return "%n%s %s %s epoch %d of %s, applied %d, height %d, missing %d, %s%s"
        .formatted(
            status.node(),
            status.standing().channel(),
            status.role(),
            status.epoch(),
            status.primary().orElse("?"),
            status.applied(),
            status.height(),
            status.standing().missingBlocks(),
            status.members(),
            status.standing().removed() ? " removed" : "");
  }

  /** One request of any kind. */
  void any() {
    String channel = channels.get((int) choices.below(channels.size()));
    String node = choices.chance(700_000) ? primary : anyNode();
    if (choices.chance(200_000)) {
      read(channel, node);
    } else {
      numbers++;
      Transaction transaction = transaction("t" + numbers);
      nodes
          .client(node)
          .submit(channel, transaction, TIMEOUT, result -> answered(channel, transaction, result));
    }
  }

  private String anyNode() {
    return nodes.names().get((int) choices.below(nodes.names().size()));
  }

  private Transaction transaction(String id) {
    String key = "k" + choices.below(3);
    return switch (contracts ? (int) choices.below(6) : 0) {
      case 1 -> RegisterContract.write(id, key, id);
      case 2 -> RegisterContract.cas(id, key, "t" + choices.below(numbers), id);
      case 3 ->
          ListAppendContract.run(
              id,
              List.of(
                  ListAppendContract.read(key),
                  ListAppendContract.append("k0", "1" + id.substring(1))));
      case 4 -> SetContract.add(id, key, id);
      case 5 -> SetContract.remove(id, key, "t" + choices.below(numbers));
      default -> {
        long from = choices.below(ACCOUNTS);
        long to = (from + 1 + choices.below(ACCOUNTS - 1)) % ACCOUNTS;
        yield TransferContract.transfer(id, "a" + from, "a" + to, choices.between(1, 300));
      }
    };
  }

  private void read(String channel, String node) {
    Query query =
        contracts && choices.chance(500_000)
            ? RegisterContract.read("k" + choices.below(3))
            : TransferContract.balances();
    ReadMode mode = choices.chance(500_000) ? ReadMode.QUORUM : ReadMode.LEASE;
    long before = latestBlock.getOrDefault(channel, 0L);
    nodes
        .client(node)
        .query(
            channel, query, mode, TIMEOUT, result -> fresh(channel + " " + mode, before, result));
  }

  /** Whatever was acknowledged before a read began is in the state that it saw. */
  private void fresh(String what, long before, ReadResult<List<String>> result) {
    if (result instanceof ReadResult.Answered<List<String>>(var _, long block)) {
      answeredReads++;
      assertThat(block).as("block of a read, %s", what).isGreaterThanOrEqualTo(before);
    }
  }

  private void answered(String channel, Transaction transaction, SubmitResult result) {
    switch (result) {
      case SubmitResult.Committed(Receipt receipt) -> {
        String before =
            acknowledged.put(
                key(channel, transaction.id()),
                "%d/%d %s".formatted(receipt.block(), receipt.position(), receipt.result().text()));
        assertThat(
                before == null || before.equals(acknowledged.get(key(channel, transaction.id()))))
            .isTrue();
        latestBlock.merge(channel, receipt.block(), Math::max);
      }
      case SubmitResult.NotPrimary(var hint) -> {
        refuse(channel, transaction);
        hint.ifPresent(name -> primary = name);
      }
      case SubmitResult.Busy _, SubmitResult.Invalid _ -> refuse(channel, transaction);
      case SubmitResult.NotSent _, SubmitResult.Unknown _ -> {}
    }
  }

  private void refuse(String channel, Transaction transaction) {
    // Those that are insisted on are tried more than once.
    if (transaction.id().startsWith("t")) {
      refused.add(key(channel, transaction.id()));
    }
  }

  private static String key(String channel, String id) {
    return channel + " " + id;
  }

  /** Everything promised is in the chain of the channel, and nothing that was refused. */
  void check(String channel, List<String> chain) {
    Map<String, String> results = new LinkedHashMap<>();
    for (String line : chain) {
      Value.Fields block = fields(line);
      List<Value> transactions = ((Value.Items) get(block, "transactions")).items();
      for (int i = 0; i < transactions.size(); i++) {
        Value.Fields transaction = (Value.Fields) transactions.get(i);
        String id = ((Value.Text) get(transaction, "id")).text();
        String place = ((Value.Whole) get(block, "number")).number() + "/" + i;
        String result = ((Value.Text) get(transaction, "result")).text();
        assertThat(results.put(key(channel, id), place + " " + result)).as(id).isNull();
      }
    }
    acknowledged.forEach(
        (key, result) -> {
          if (key.startsWith(channel + " ")) {
            assertThat(results).containsEntry(key, result);
          }
        });
    assertThat(refused).noneMatch(results::containsKey);
  }

  private static Value.Fields fields(String line) {
    try {
      return (Value.Fields) ValueJson.read(line);
    } catch (JsonException e) {
      throw new AssertionError(line, e);
    }
  }

  private static Value get(Value.Fields fields, String name) {
    return fields.get(name).orElseThrow();
  }
}
