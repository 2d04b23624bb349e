package dev.assay.checkers.bank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What may be placed at a standing so that the operation that must return comes nearer. The reads
 * say how the accounts stood: the few transfers that make up for the difference to one of them come
 * before it.
 */
final class Ways {
  private static final int KEPT_MAX = 12;
  private static final int ORDERED_MAX = 8;
  private static final int MANY = 20;
  private static final int TRIES_MAX = 2_000;

  private final Ledgered ledger;
  private final OpenCalls open;
  private final Explanations explanations;
  private final UnknownTransfers unknowns;
  private final Sums sums = new Sums();
  private final Sums larger = new Sums();

  private Standing here;
  private int must;

  /** Open transfers that are not placed, those that return sooner first, without the one due. */
  private final int[] ops;

  private int count;

  /** Open reads that are not placed, those that return sooner first. */
  private final int[] reads;

  private int readsCount;

  /** Some transfers in their order, and how much speaks against them, in events. */
  @SuppressWarnings("ArrayRecordComponent")
  record Way(int[] ops, int unlikely) {}

  Ways(Ledgered ledger, OpenCalls open, Standing start) {
    this.ledger = ledger;
    this.open = open;
    explanations = new Explanations(ledger);
    unknowns = new UnknownTransfers(ledger);
    here = start;
    ops = new int[ledger.intervals.slots];
    reads = new int[ledger.intervals.slots];
  }

  /** Looks at a standing; the open calls are those of its place. */
  void look(Standing standing) {
    open.moveTo(standing.at());
    here = standing;
    must = ledger.intervals.events[standing.at()] >> 1;
    count = 0;
    readsCount = 0;
    for (int word = 0; word < here.done().length; word++) {
      long left = open.transfers(word) & ~here.done()[word];
      for (; left != 0; left &= left - 1) {
        int op = open.operationAt((word << 6) + Long.numberOfTrailingZeros(left));
        if (op != must) {
          count = sorted(ops, count, op);
        }
      }
      left = open.others(word) & ~here.done()[word];
      for (; left != 0; left &= left - 1) {
        int op = open.operationAt((word << 6) + Long.numberOfTrailingZeros(left));
        if (ledger.sort[op] == Ledgered.SEEN) {
          readsCount = sorted(reads, readsCount, op);
        }
      }
    }
    sums.fill(ledger, ops, summed(), 2);
  }

  private int sorted(int[] all, int size, int op) {
    int at = size;
    while (at > 0 && ledger.intervals.returnAt[all[at - 1]] > ledger.intervals.returnAt[op]) {
      all[at] = all[at - 1];
      at--;
    }
    all[at] = op;
    return size + 1;
  }

  /** What it costs to look at such a standing, in steps of a search, besides the first. */
  int effort() {
    return sums.size() / 4;
  }

  /** Sets are made of those that return first: of as many as there are bits. */
  private int summed() {
    return Math.min(count, Long.SIZE);
  }

  private boolean mustMove() {
    return ledger.sort[must] == Ledgered.TRANSFER;
  }

  private long missing(int read) {
    return ledger.seenHash[read] - here.hash();
  }

  /** One or two transfers that a read saw, or three or four when there are none such. */
  List<Way> seen(boolean isMore) {
    List<Long> sets = new ArrayList<>();
    if (!isMore) {
      for (int i = 0; i < readsCount; i++) {
        long missing = missing(reads[i]);
        for (int at = sums.first(missing); at >= 0; at = sums.next(at, missing)) {
          add(sets, sums.mask(at));
        }
      }
    }
    if (sets.isEmpty()) {
      for (int i = 0; i < readsCount; i++) {
        joined(missing(reads[i]), sets);
      }
    }
    sets.sort(Comparator.comparingInt(Long::bitCount));
    List<Way> ways = new ArrayList<>();
    for (long set : sets) {
      if (ways.size() < KEPT_MAX) {
        ways.add(new Way(transfers(set), ways.size() * 8));
      }
    }
    return ways;
  }

  private void joined(long missing, List<Long> sets) {
    for (int i = 0; i < sums.size(); i++) {
      long one = sums.listedMask(i);
      long rest = missing - sums.listedKey(i);
      for (int at = sums.first(rest); at >= 0; at = sums.next(at, rest)) {
        if ((sums.mask(at) & one) == 0) {
          add(sets, sums.mask(at) | one);
        }
      }
    }
  }

  private static void add(List<Long> sets, long set) {
    if (!sets.contains(set)) {
      sets.add(set);
    }
  }

  private int[] transfers(long set) {
    int[] found = new int[Long.bitCount(set)];
    int size = 0;
    for (long left = set; left != 0; left &= left - 1) {
      found[size++] = ops[Long.numberOfTrailingZeros(left)];
    }
    return found;
  }

  /** The transfer that is due, by itself. */
  List<Way> due() {
    return mustMove() ? List.of(new Way(new int[] {must}, 0)) : List.of();
  }

  /** Each open transfer by itself: step by step any order can be made. */
  List<Way> singles(boolean areUnknown) {
    List<Way> ways = new ArrayList<>();
    for (int op : areUnknown ? unknowns.at(here, ops, count) : Arrays.copyOf(ops, count)) {
      ways.add(new Way(new int[] {op}, 0));
    }
    return ways;
  }

  /** More than four transfers that a read saw, with a few unknown ones perhaps. */
  List<Way> many(int unknownMax) {
    List<Way> ways = new ArrayList<>();
    for (int read = 0; read < readsCount; read++) {
      explanations.clear();
      for (int i = 0; i < count; i++) {
        explanations.addKnown(ops[i]);
      }
      if (unknownMax > 0) {
        for (int op : unknowns.at(here, ops, count)) {
          explanations.addUnknown(op);
        }
      }
      for (int[] way :
          explanations.find(
              here.balances(), ledger.seen[reads[read]], unknownMax, KEPT_MAX, TRIES_MAX)) {
        if (way.length > 4) {
          ways.add(new Way(way, way.length - 4));
        }
      }
    }
    return ways;
  }

  /** Others pay for the transfer that is due, or take what an open refusal says was not there. */
  List<Way> funded(boolean withUnknowns) {
    List<Way> ways = new ArrayList<>();
    int[] all = withUnknowns ? unknowns.at(here, ops, count) : Arrays.copyOf(ops, count);
    if (mustMove() && here.balances()[ledger.from[must]] < ledger.amount[must]) {
      for (int one : all) {
        if (ledger.to[one] == ledger.from[must]) {
          ways.add(new Way(new int[] {one, must}, 4));
          for (int other : all) {
            if (other != one && ledger.to[other] == ledger.from[must] && !withUnknowns) {
              ways.add(new Way(new int[] {one, other, must}, 8));
            }
          }
        }
      }
    }
    for (int word = 0; word < here.done().length; word++) {
      long left = open.others(word) & ~here.done()[word];
      for (; left != 0; left &= left - 1) {
        int refused = open.operationAt((word << 6) + Long.numberOfTrailingZeros(left));
        if (ledger.sort[refused] == Ledgered.LACKS) {
          taken(refused, all, ways, withUnknowns ? 1 : 3);
        }
      }
    }
    return ways;
  }

  private void taken(int refused, int[] all, List<Way> ways, int most) {
    long excess = here.balances()[ledger.from[refused]] - ledger.amount[refused];
    List<Integer> takers = new ArrayList<>();
    for (int op : all) {
      if (ledger.from[op] == ledger.from[refused]) {
        takers.add(op);
      }
    }
    int unlikely = refused == must ? 0 : 8;
    for (int i = 0; i < takers.size(); i++) {
      int one = takers.get(i);
      if (ledger.amount[one] > excess) {
        ways.add(new Way(new int[] {one}, unlikely));
        continue;
      }
      for (int j = 0; j < i && most > 1; j++) {
        int two = takers.get(j);
        long both = ledger.amount[one] + ledger.amount[two];
        if (both > excess) {
          ways.add(new Way(new int[] {two, one}, unlikely + 4));
          continue;
        }
        for (int k = 0; k < j && most > 2; k++) {
          if (both + ledger.amount[takers.get(k)] > excess) {
            ways.add(new Way(new int[] {takers.get(k), two, one}, unlikely + 8));
          }
        }
      }
    }
  }

  /**
   * Transfers after which the operation, which is open here, can be placed.
   *
   * @param more three or four instead of one or two
   */
  List<Way> toward(int op, boolean more) {
    List<Way> ways = new ArrayList<>();
    if (ledger.sort[op] == Ledgered.SEEN) {
      List<Long> sets = new ArrayList<>();
      if (more) {
        joined(missing(op), sets);
      } else {
        sets(sums, missing(op), sets);
      }
      for (long set : sets) {
        ways.add(new Way(transfers(set), 4 * Long.bitCount(set)));
      }
    } else {
      taken(op, Arrays.copyOf(ops, count), ways, more ? 3 : 2);
    }
    return ways;
  }

  /** The same with an unknown one besides. */
  List<Way> towardWithUnknown(int op) {
    List<Way> ways = new ArrayList<>();
    if (ledger.sort[op] == Ledgered.SEEN) {
      for (int candidate : unknowns.at(here, ops, count)) {
        List<Long> sets = new ArrayList<>();
        sets(sums, missing(op) - ledger.change[candidate], sets);
        if (!sets.isEmpty()) {
          unknown(candidate, sums, sets, ways);
        }
      }
    } else {
      taken(op, unknowns.at(here, ops, count), ways, 1);
    }
    return ways;
  }

  /** An unknown transfer, with up to two known ones, that a read saw: by how many speak for it. */
  List<Way> unknown() {
    return unknown(sums);
  }

  /** The same with up to four known ones, or three when that are many. */
  List<Way> unknownAmongMore() {
    larger.fill(ledger, ops, summed(), count > MANY ? 3 : 4);
    return unknown(larger);
  }

  private List<Way> unknown(Sums known) {
    List<Way> ways = new ArrayList<>();
    List<Long> sets = new ArrayList<>();
    for (int candidate : unknowns.at(here, ops, count)) {
      sets.clear();
      for (int i = 0; i < readsCount; i++) {
        sets(known, missing(reads[i]) - ledger.change[candidate], sets);
      }
      unknown(candidate, known, sets, ways);
    }
    ways.sort(Comparator.comparingInt(Way::unlikely));
    return ways.subList(0, Math.min(ways.size(), 2 * KEPT_MAX));
  }

  private static void sets(Sums known, long change, List<Long> sets) {
    if (change == 0) {
      add(sets, 0);
    }
    for (int at = known.first(change); at >= 0; at = known.next(at, change)) {
      add(sets, known.mask(at));
    }
  }

  private void unknown(int candidate, Sums known, List<Long> sets, List<Way> ways) {
    int votes = 0;
    for (int i = 0; i < readsCount && !sets.isEmpty(); i++) {
      long missing = missing(reads[i]);
      long rest = missing - ledger.change[candidate];
      votes += sums.first(missing) < 0 && (rest == 0 || known.first(rest) >= 0) ? 1 : 0;
    }
    for (long set : sets) {
      if (!isPartlyNothing(set, ledger.change[candidate])) {
        int[] way = Arrays.copyOf(transfers(set), Long.bitCount(set) + 1);
        way[way.length - 1] = candidate;
        ways.add(new Way(way, 8 * Long.bitCount(set) - 12 * Math.min(votes, 5)));
      }
    }
  }

  /** Whether some of the set bring back what the unknown transfer moves: then it is of no use. */
  private boolean isPartlyNothing(long set, long change) {
    for (long part = set; part != 0; part = (part - 1) & set) {
      long sum = change;
      for (long left = part; left != 0; left &= left - 1) {
        sum += ledger.change[ops[Long.numberOfTrailingZeros(left)]];
      }
      if (sum == 0) {
        return true;
      }
    }
    return false;
  }

  /** The transfers in an order that shows most to the open reads, as far as money is no matter. */
  int[] inOrder(int[] transfers) {
    int size = transfers.length;
    if (size < 2 || size > ORDERED_MAX) {
      return transfers;
    }
    long[] changes = new long[1 << size];
    for (int set = 1; set < changes.length; set++) {
      int lowest = Integer.numberOfTrailingZeros(set);
      changes[set] = changes[set & (set - 1)] + ledger.change[transfers[lowest]];
    }
    int[] ordered = new int[size];
    int placed = 0;
    int taken = 0;
    for (int step = 1; step < size; step++) {
      int next = 0;
      for (int set = 1; set < changes.length - 1; set++) {
        if ((set & taken) == taken
            && Integer.bitCount(set) == step
            && next == 0
            && isSeen(changes[set])) {
          next = set;
        }
      }
      for (int left = next & ~taken; left != 0; left &= left - 1) {
        ordered[placed++] = transfers[Integer.numberOfTrailingZeros(left)];
      }
      taken |= next;
    }
    for (int left = changes.length - 1 & ~taken; left != 0; left &= left - 1) {
      ordered[placed++] = transfers[Integer.numberOfTrailingZeros(left)];
    }
    return ordered;
  }

  private boolean isSeen(long change) {
    for (int i = 0; i < readsCount; i++) {
      if (missing(reads[i]) == change) {
        return true;
      }
    }
    return false;
  }

  /** Two unknown transfers, with up to two known ones, that a read saw. */
  List<Way> towardWithTwoUnknown(int read) {
    if (ledger.sort[read] != Ledgered.SEEN) {
      return List.of();
    }
    int[] candidates = unknowns.at(here, ops, count);
    List<Way> ways = new ArrayList<>();
    for (int i = 0; i < candidates.length; i++) {
      for (int j = 0; j < i; j++) {
        long rest = missing(read) - ledger.change[candidates[i]] - ledger.change[candidates[j]];
        if (rest == 0) {
          ways.add(new Way(new int[] {candidates[i], candidates[j]}, 0));
        }
        for (int at = sums.first(rest); at >= 0; at = sums.next(at, rest)) {
          int[] known = transfers(sums.mask(at));
          int[] way = Arrays.copyOf(known, known.length + 2);
          way[known.length] = candidates[i];
          way[known.length + 1] = candidates[j];
          ways.add(new Way(way, 8 * known.length));
        }
      }
    }
    ways.sort(Comparator.comparingInt(Way::unlikely));
    return ways.subList(0, Math.min(ways.size(), 2 * KEPT_MAX));
  }
}
