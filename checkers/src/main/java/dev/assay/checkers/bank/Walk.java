package dev.assay.checkers.bank;

import dev.assay.checkers.bank.Standing.Step;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Goes from one standing to the next: places transfers, and with them whatever they show to open
 * reads, then passes events until an operation returns that is not placed.
 */
final class Walk {
  private static final int[] NONE = {};

  private final Ledgered ledger;
  private final OpenCalls open;
  private final int[] events;
  private final long[] balances;
  private long hash;
  private final long[] done;
  private int[] used = NONE;
  private long usedHash;
  private int unlikely;
  private int floor;
  private @Nullable Step path;
  private @Nullable Standing before;

  Walk(Ledgered ledger, OpenCalls open) {
    this.ledger = ledger;
    this.open = open;
    events = ledger.intervals.events;
    balances = ledger.initial.clone();
    done = new long[ledger.words()];
    hash = ledger.hash(balances);
  }

  void from(Standing standing) {
    open.moveTo(standing.at());
    System.arraycopy(standing.balances(), 0, balances, 0, balances.length);
    hash = standing.hash();
    System.arraycopy(standing.done(), 0, done, 0, done.length);
    used = standing.used();
    usedHash = standing.usedHash();
    unlikely = standing.unlikely();
    floor = standing.floor();
    path = standing.path();
    before = standing;
  }

  void unlikely(int more) {
    unlikely += more;
  }

  /** What was given up to come here had come that far. */
  void instead(Standing standing) {
    floor = Math.max(standing.at(), standing.floor());
  }

  /** Places all of them; false when there is not enough on some account. */
  boolean place(int[] transfers) {
    for (int op : transfers) {
      if (!place(op)) {
        return false;
      }
    }
    return true;
  }

  boolean place(int op) {
    if (balances[ledger.from[op]] < ledger.amount[op]) {
      return false;
    }
    balances[ledger.from[op]] -= ledger.amount[op];
    balances[ledger.to[op]] += ledger.amount[op];
    hash += ledger.change[op];
    if (ledger.isUnknown(op)) {
      used = Arrays.copyOf(used, used.length + 1);
      used[used.length - 1] = op;
      usedHash += Ledgered.mixed(ledger.kind[op]);
    } else {
      int slot = ledger.intervals.slot[op];
      done[slot >> 6] |= 1L << slot;
    }
    path = new Step(path, open.at(), op);
    for (int word = 0; word < done.length; word++) {
      for (long left = open.others(word) & ~done[word]; left != 0; left &= left - 1) {
        if (holds(open.operationAt((word << 6) + Long.numberOfTrailingZeros(left)))) {
          done[word] |= left & -left;
        }
      }
    }
    return true;
  }

  /** Whether the operation, which changes nothing, may be placed now. */
  private boolean holds(int op) {
    return switch (ledger.sort[op]) {
      case Ledgered.SEEN -> ledger.seenHash[op] == hash;
      case Ledgered.LACKS -> balances[ledger.from[op]] < ledger.amount[op];
      default -> true;
    };
  }

  /** The place of the next return of one that is not placed; the number of events when none is. */
  int pass() {
    int at = open.at();
    while (at < events.length) {
      int op = events[at] >> 1;
      int slot = ledger.intervals.slot[op];
      if ((events[at] & 1) == 1) {
        if ((done[slot >> 6] >>> slot & 1) == 0) {
          break;
        }
        done[slot >> 6] &= ~(1L << slot);
      } else if (slot >= 0 && ledger.sort[op] != Ledgered.TRANSFER && holds(op)) {
        done[slot >> 6] |= 1L << slot;
      }
      at++;
    }
    open.moveTo(at);
    return at;
  }

  Standing standing() {
    return new Standing(
        open.at(),
        balances.clone(),
        hash,
        done.clone(),
        used,
        usedHash,
        unlikely,
        floor,
        path,
        before);
  }
}
