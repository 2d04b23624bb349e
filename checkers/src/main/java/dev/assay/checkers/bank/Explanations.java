package dev.assay.checkers.bank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sets of transfers that change the accounts by exactly so much, with no part that changes
 * nothing: an account that is to gain must gain by one of those that pay it, and so on.
 */
final class Explanations {
  private static final int SIZE_MAX = 12;

  private final Ledgered ledger;
  private final long[] rest;
  private final int[] chosen = new int[SIZE_MAX];

  /** Those that may be used, known ones first. */
  private int[] candidates = new int[64];

  private boolean[] excluded = new boolean[64];
  private int count;
  private int knownCount;
  private int unknownLeft;
  private int limit;
  private long tries;
  private List<int[]> found = new ArrayList<>();

  Explanations(Ledgered ledger) {
    this.ledger = ledger;
    rest = new long[ledger.accounts];
  }

  void clear() {
    count = 0;
    knownCount = 0;
  }

  void addKnown(int op) {
    add(op);
    knownCount = count;
  }

  void addUnknown(int op) {
    add(op);
  }

  private void add(int op) {
    if (count == candidates.length) {
      candidates = Arrays.copyOf(candidates, count * 2);
      excluded = new boolean[count * 2];
    }
    candidates[count++] = op;
  }

  /**
   * Explanations of the way from one to the other, a bounded number.
   *
   * @param unknownMax how many unknown transfers one may hold
   * @param triesMax bounds the work
   */
  List<int[]> find(long[] now, long[] target, int unknownMax, int limitFound, long triesMax) {
    found = new ArrayList<>();
    for (int account = 0; account < rest.length; account++) {
      rest[account] = target[account] - now[account];
    }
    unknownLeft = unknownMax;
    limit = limitFound;
    tries = triesMax;
    search(0);
    return found;
  }

  private void search(int size) {
    if (found.size() >= limit || --tries < 0) {
      return;
    }
    int account = open();
    if (account < 0) {
      found.add(Arrays.copyOf(chosen, size));
      return;
    }
    if (size == SIZE_MAX) {
      return;
    }
    boolean gains = rest[account] > 0;
    int end = unknownLeft > 0 ? count : knownCount;
    List<Integer> here = new ArrayList<>();
    for (int i = 0; i < end; i++) {
      int op = candidates[i];
      if (excluded[i] || (gains ? ledger.to[op] : ledger.from[op]) != account) {
        continue;
      }
      boolean isUnknown = i >= knownCount;
      if (isUnknown && unknownLeft == 0) {
        continue;
      }
      excluded[i] = true;
      here.add(i);
      chosen[size] = op;
      rest[ledger.from[op]] += ledger.amount[op];
      rest[ledger.to[op]] -= ledger.amount[op];
      unknownLeft -= isUnknown ? 1 : 0;
      search(size + 1);
      unknownLeft += isUnknown ? 1 : 0;
      rest[ledger.from[op]] -= ledger.amount[op];
      rest[ledger.to[op]] += ledger.amount[op];
    }
    here.forEach(i -> excluded[i] = false);
  }

  /** The account that fewest can help, among those that are not as they should be; or -1. */
  private int open() {
    int best = -1;
    int fewest = Integer.MAX_VALUE;
    for (int account = 0; account < rest.length; account++) {
      if (rest[account] == 0) {
        continue;
      }
      int helping = 0;
      int end = unknownLeft > 0 ? count : knownCount;
      for (int i = 0; i < end; i++) {
        int op = candidates[i];
        if (!excluded[i] && (rest[account] > 0 ? ledger.to[op] : ledger.from[op]) == account) {
          helping++;
        }
      }
      if (helping < fewest) {
        fewest = helping;
        best = account;
      }
    }
    return best;
  }
}
