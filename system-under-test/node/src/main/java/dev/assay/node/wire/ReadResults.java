package dev.assay.node.wire;

import dev.assay.node.ReadResult;
import dev.assay.protocol.AccountState;
import dev.assay.protocol.Balance;
import dev.assay.protocol.Balances;
import dev.assay.protocol.ReadAllResponse;
import dev.assay.protocol.ReadResponse;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of a read, as the protocol writes it. */
public final class ReadResults {
  /** With names of full length so many accounts take about 3.2 of a message's 4 MiB. */
  static final int ACCOUNTS_MAX = 40_000;

  private ReadResults() {}

  public static ReadResponse oneToWire(ReadResult<OptionalLong> result) {
    ReadResponse.Builder wire = ReadResponse.newBuilder();
    switch (result) {
      case ReadResult.Answered<OptionalLong>(OptionalLong balance, long block) -> {
        AccountState.Builder state = AccountState.newBuilder().setBlock(block);
        balance.ifPresent(state::setBalance);
        wire.setState(state);
      }
      case ReadResult.NotPrimary<OptionalLong>(Optional<String> hint) ->
          wire.setNotPrimary(SubmitResults.notPrimary(hint));
      case ReadResult.Unavailable<OptionalLong>(String reason) ->
          wire.setUnavailable(SubmitResults.busy(reason));
      case ReadResult.Invalid<OptionalLong>(String reason) ->
          wire.setInvalid(SubmitResults.invalid(reason));
    }
    return wire.build();
  }

  public static ReadResult<OptionalLong> oneFromWire(ReadResponse wire) {
    return switch (wire.getOutcomeCase()) {
      case STATE -> {
        AccountState state = wire.getState();
        yield state.getBlock() < 0
            ? senseless()
            : new ReadResult.Answered<>(
                state.hasBalance() ? OptionalLong.of(state.getBalance()) : OptionalLong.empty(),
                state.getBlock());
      }
      case NOT_PRIMARY -> new ReadResult.NotPrimary<>(SubmitResults.hint(wire.getNotPrimary()));
      case UNAVAILABLE -> new ReadResult.Unavailable<>(wire.getUnavailable().getReason());
      case INVALID -> new ReadResult.Invalid<>(wire.getInvalid().getReason());
      case OUTCOME_NOT_SET -> senseless();
    };
  }

  public static ReadAllResponse allToWire(ReadResult<SortedMap<String, Long>> result) {
    ReadAllResponse.Builder wire = ReadAllResponse.newBuilder();
    switch (result) {
      case ReadResult.Answered<SortedMap<String, Long>>(var balances, long block) ->
          balances(balances, block)
              .ifPresentOrElse(
                  wire::setBalances,
                  () -> wire.setInvalid(SubmitResults.invalid(tooMany(balances))));
      case ReadResult.NotPrimary<SortedMap<String, Long>>(Optional<String> hint) ->
          wire.setNotPrimary(SubmitResults.notPrimary(hint));
      case ReadResult.Unavailable<SortedMap<String, Long>>(String reason) ->
          wire.setUnavailable(SubmitResults.busy(reason));
      case ReadResult.Invalid<SortedMap<String, Long>>(String reason) ->
          wire.setInvalid(SubmitResults.invalid(reason));
    }
    return wire.build();
  }

  public static ReadResult<SortedMap<String, Long>> allFromWire(ReadAllResponse wire) {
    return switch (wire.getOutcomeCase()) {
      case BALANCES ->
          wire.getBalances().getBlock() < 0
              ? senseless()
              : new ReadResult.Answered<>(
                  balances(wire.getBalances()), wire.getBalances().getBlock());
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

  private static <T> ReadResult<T> senseless() {
    return new ReadResult.Unavailable<>("the node's answer makes no sense");
  }
}
