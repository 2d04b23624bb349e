package dev.assay.checkers.bank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether a read saw what can have been: the accounts after all transfers that had returned before
 * it, and after some of those that were open with it or unknown. All sums of these are tried, half
 * by half (Horowitz and Sahni 1974), by a hash that is linear in the balances: equal hashes of
 * different balances could hide that a read is impossible, and never make it so.
 */
final class SubsetSums {
  private static final int MOST = 40;

  private final Ledgered ledger;

  SubsetSums(Ledgered ledger) {
    this.ledger = ledger;
  }

  /** The read and the transfers that were open with it; empty when it is possible or too much. */
  Optional<List<Integer>> impossible(int read) {
    long before = ledger.hash(ledger.initial);
    long call = ledger.operations.get(read).index();
    long end = ledger.operations.get(read).endIndex();
    List<Integer> open = new ArrayList<>();
    for (int op = 0; op < ledger.sort.length; op++) {
      if (ledger.sort[op] != Ledgered.TRANSFER || ledger.operations.get(op).index() > end) {
        continue;
      }
      if (ledger.operations.get(op).endIndex() < call) {
        before += ledger.change[op];
      } else {
        open.add(op);
      }
    }
    if (open.size() > MOST || isSum(open, ledger.seenHash[read] - before)) {
      return Optional.empty();
    }
    open.add(read);
    open.sort(null);
    return Optional.of(open);
  }

  private boolean isSum(List<Integer> open, long sum) {
    int half = open.size() / 2;
    long[] some = sums(open.subList(0, half));
    Arrays.sort(some);
    for (long other : sums(open.subList(half, open.size()))) {
      if (Arrays.binarySearch(some, sum - other) >= 0) {
        return true;
      }
    }
    return false;
  }

  private long[] sums(List<Integer> transfers) {
    long[] sums = new long[1 << transfers.size()];
    for (int set = 1; set < sums.length; set++) {
      int lowest = Integer.numberOfTrailingZeros(set);
      sums[set] = sums[set & (set - 1)] + ledger.change[transfers.get(lowest)];
    }
    return sums;
  }
}
