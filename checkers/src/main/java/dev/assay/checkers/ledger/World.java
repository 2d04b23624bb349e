package dev.assay.checkers.ledger;

import dev.assay.checkers.chain.Transaction;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** The state of all contracts, changed by one transaction after the other. */
final class World {
  private final SortedMap<String, Long> balances = new TreeMap<>();
  private final OtherContracts others = new OtherContracts();

  /**
   * What the rules say of the change now.
   *
   * @throws IllegalArgumentException when it is of a contract that is not known here
   */
  Transaction.Result decide(Call.Change change) {
    return switch (change) {
      case Call.Money money ->
          Rules.decide(money, account -> balances.getOrDefault(account, Rules.ABSENT));
      case Call.Run run -> others.decide(run);
    };
  }

  /** What the change has to say should it be applied now. */
  List<String> output(Call.Change change) {
    return switch (change) {
      case Call.Money _ -> List.of();
      case Call.Run run -> others.output(run);
    };
  }

  /**
   * Changes the state as told, whatever the rules say: what comes after a violation is judged by
   * what the ledger claims to have done.
   */
  void apply(Call.Change change) {
    apply(change, OtherContracts.Writes.UNHEARD);
  }

  /**
   * The same, for those who keep account of what is written.
   *
   * @param writes told of what contracts other than {@code transfer} write
   */
  void apply(Call.Change change, OtherContracts.Writes writes) {
    switch (change) {
      case Call.Open(_, String account, long amount) -> balances.put(account, amount);
      case Call.Transfer(_, String from, String to, long amount) -> {
        balances.merge(from, -amount, Long::sum);
        balances.merge(to, amount, Long::sum);
      }
      case Call.Run run -> others.apply(run, writes);
    }
  }

  /** What a read has to show now. */
  String due(Call read) {
    return switch (read) {
      case Call.Read(String account) -> {
        Long balance = balances.get(account);
        yield balance == null ? "no account" : balance.toString();
      }
      case Call.ReadAll() -> balances.toString();
      case Call.Query query -> {
        List<String> answer = others.answer(query);
        yield answer.isEmpty() ? "nothing" : answer.toString();
      }
      case Call.Change _, Call.Audit _ -> throw new IllegalArgumentException(read + " is no read");
    };
  }

  /** Whether the answer to a read is what this state gives. */
  boolean gives(Call read, Answer.Seen seen) {
    return switch (seen) {
      case Answer.Balance(OptionalLong balance, _) ->
          balance.orElse(Rules.ABSENT)
              == balances.getOrDefault(((Call.Read) read).account(), Rules.ABSENT);
      case Answer.Balances(var all, _) ->
          all instanceof SortedBalances sorted ? sorted.isSame(balances) : all.equals(balances);
      case Answer.Shown(List<String> output, _) -> output.equals(others.answer((Call.Query) read));
    };
  }

  /** A view by account. */
  SortedMap<String, Long> balances() {
    return Collections.unmodifiableSortedMap(balances);
  }
}
