package dev.assay.checkers.bank;

import dev.assay.checkers.linearizability.Intervals;
import dev.assay.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Transfers and reads as arrays, accounts as numbers. */
final class Ledgered {
  static final byte TRANSFER = 0;
  static final byte LACKS = 1;
  static final byte SEEN = 2;
  static final byte SILENT = 3;

  final List<Operation> operations;
  final Intervals intervals;
  final int accounts;
  final long[] initial;
  final byte[] sort;
  final int[] from;
  final int[] to;
  final long[] amount;

  /** By operation that saw all accounts: their balances. */
  final long[][] seen;

  /** By transfer: a number that all equal ones share. */
  final int[] kind;

  /** By transfer: what it adds to the hash of all balances, which is linear in them. */
  final long[] change;

  /** By operation that saw all accounts: the hash of their balances. */
  final long[] seenHash;

  /** By account: the share of one unit in the hash. */
  private final long[] weight;

  private final Map<String, Integer> numbers = new HashMap<>();
  private boolean understood = true;

  private record Kind(int from, int to, long amount) {}

  Ledgered(SortedMap<String, Long> start, List<Operation> operations, BankCall.Reader reader) {
    this.operations = operations;
    start.keySet().forEach(name -> numbers.put(name, numbers.size()));
    accounts = numbers.size();
    initial = start.values().stream().mapToLong(Long::longValue).toArray();
    intervals = new Intervals(operations);
    int size = operations.size();
    sort = new byte[size];
    from = new int[size];
    to = new int[size];
    amount = new long[size];
    kind = new int[size];
    seen = new long[size][];
    change = new long[size];
    seenHash = new long[size];
    weight = new long[accounts];
    for (int account = 0; account < accounts; account++) {
      weight[account] = mixed(account);
    }
    Map<Kind, Integer> kinds = new HashMap<>();
    for (int op = 0; op < size; op++) {
      switch (reader.read(operations.get(op))) {
        case BankCall.Transfer(String source, String target, long sum) -> {
          sort[op] = TRANSFER;
          from[op] = number(source);
          to[op] = number(target);
          amount[op] = sum;
          Kind key = new Kind(from[op], to[op], sum);
          kind[op] = kinds.computeIfAbsent(key, _ -> kinds.size());
          understood &= sum > 0 && from[op] != to[op];
          change[op] = understood ? sum * (weight[to[op]] - weight[from[op]]) : 0;
        }
        case BankCall.Lacks(String source, long sum) -> {
          sort[op] = LACKS;
          from[op] = number(source);
          amount[op] = sum;
        }
        case BankCall.Seen(Map<String, Long> balances) -> {
          sort[op] = SEEN;
          seen[op] = balances(balances);
          seenHash[op] = hash(seen[op]);
        }
        case BankCall.Silent() -> sort[op] = SILENT;
      }
    }
  }

  /** Odd numbers without a pattern (Steele, Lea, Flood 2014): two standings share one by chance. */
  static long mixed(long number) {
    long z = (number + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return (z ^ (z >>> 31)) | 1;
  }

  long hash(long[] balances) {
    long hash = 0;
    for (int account = 0; account < accounts; account++) {
      hash += balances[account] * weight[account];
    }
    return hash;
  }

  private int number(String account) {
    Integer number = numbers.get(account);
    understood &= number != null;
    return number == null ? 0 : number;
  }

  private long[] balances(Map<String, Long> balances) {
    long[] all = new long[accounts];
    Arrays.fill(all, Long.MIN_VALUE);
    balances.forEach((account, balance) -> all[number(account)] = balance);
    for (long balance : all) {
      understood &= balance != Long.MIN_VALUE;
    }
    return all;
  }

  /** Whether all accounts are known and all transfers are of the plain kind. */
  boolean isUnderstood() {
    return understood && accounts > 0;
  }

  /** How many 64-bit words hold a bit for each slot. */
  int words() {
    return (intervals.slots + Long.SIZE - 1) / Long.SIZE;
  }

  boolean isUnknown(int op) {
    return intervals.slot[op] < 0;
  }

  List<Operation> named(List<Integer> numbersOfOperations) {
    List<Operation> named = new ArrayList<>();
    numbersOfOperations.forEach(op -> named.add(operations.get(op)));
    return named;
  }
}
