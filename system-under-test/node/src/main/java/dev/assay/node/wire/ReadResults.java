package dev.assay.node.wire;

import dev.assay.node.ReadResult;
import dev.assay.protocol.Answer;
import dev.assay.protocol.Balance;
import dev.assay.protocol.Balances;
import dev.assay.protocol.QueryResponse;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of a query, as the protocol writes it. */
public final class ReadResults {
  /** With names of full length so many accounts take about 3.2 of a message's 4 MiB. */
  static final int ACCOUNTS_MAX = 40_000;

  private ReadResults() {}

  /** The node's answer to what was asked of this channel. */
  public static QueryResponse toWire(String channel, ReadResult<List<String>> result) {
    QueryResponse.Builder wire = QueryResponse.newBuilder();
    switch (result) {
      case ReadResult.Answered<List<String>>(List<String> output, long block) ->
          wire.setAnswer(
              Answer.newBuilder().setChannel(channel).setBlock(block).addAllOutput(output));
      case ReadResult.NotPrimary<List<String>>(Optional<String> hint) ->
          wire.setNotPrimary(SubmitResults.notPrimary(hint));
      case ReadResult.Unavailable<List<String>>(String reason) ->
          wire.setUnavailable(SubmitResults.busy(reason));
      case ReadResult.Invalid<List<String>>(String reason) ->
          wire.setInvalid(SubmitResults.invalid(reason));
    }
    return wire.build();
  }

  public static ReadResult<List<String>> fromWire(QueryResponse wire) {
    return switch (wire.getOutcomeCase()) {
      case ANSWER ->
          wire.getAnswer().getBlock() < 0
              ? senseless()
              : new ReadResult.Answered<>(
                  List.copyOf(wire.getAnswer().getOutputList()), wire.getAnswer().getBlock());
      case NOT_PRIMARY -> new ReadResult.NotPrimary<>(SubmitResults.hint(wire.getNotPrimary()));
      case UNAVAILABLE -> new ReadResult.Unavailable<>(wire.getUnavailable().getReason());
      case INVALID -> new ReadResult.Invalid<>(wire.getInvalid().getReason());
      case OUTCOME_NOT_SET -> senseless();
    };
  }

  /** Empty when they don't fit into a message. */
  static Optional<Balances> balances(SortedMap<String, Long> balances, long block) {
    if (balances.size() > ACCOUNTS_MAX) {
      return Optional.empty();
    }
    Balances.Builder wire = Balances.newBuilder().setBlock(block);
    balances.forEach(
        (account, balance) ->
            wire.addAccounts(Balance.newBuilder().setAccount(account).setBalance(balance)));
    return Optional.of(wire.build());
  }

  static String tooMany(SortedMap<String, Long> balances) {
    return "%d accounts don't fit into one answer, which takes %d: read them one by one"
        .formatted(balances.size(), ACCOUNTS_MAX);
  }

  static SortedMap<String, Long> balances(Balances wire) {
    SortedMap<String, Long> balances = new TreeMap<>();
    wire.getAccountsList()
        .forEach(account -> balances.put(account.getAccount(), account.getBalance()));
    return balances;
  }

  private static ReadResult<List<String>> senseless() {
    return new ReadResult.Unavailable<>("the node's answer makes no sense");
  }
}
