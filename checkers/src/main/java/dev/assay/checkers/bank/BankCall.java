package dev.assay.checkers.bank;

import dev.assay.history.Operation;
import java.util.Map;

/** What one operation says of accounts. */
public sealed interface BankCall {
  /** It moved money, or will if it happens at all and there is enough. */
  record Transfer(String from, String to, long amount) implements BankCall {}

  /** There was not enough on the account at some moment. */
  record Lacks(String from, long amount) implements BankCall {}

  /** All accounts stood like this at some moment. */
  record Seen(Map<String, Long> balances) implements BankCall {}

  /** Nothing. */
  record Silent() implements BankCall {}

  /** Understands operations. */
  interface Reader {
    BankCall read(Operation operation);
  }
}
