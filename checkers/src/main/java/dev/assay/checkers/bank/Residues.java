package dev.assay.checkers.bank;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A condition that each read must meet by itself, however many transfers are unknown: what it saw
 * differs from the accounts after all that had returned before it by whole multiples of transfers
 * that may have come between. The divisors of amounts tell when that is impossible: all amounts
 * that are in question have a common divisor that the difference has not, or, modulo two, the
 * difference is no sum of them (linear algebra over two elements).
 */
final class Residues {
  private static final int ACCOUNTS_MAX = 62;

  private final Ledgered ledger;

  /** Accounts after all transfers that have returned. */
  private final long[] returned;

  /** Unknown transfers so far: common divisor of amounts, and a basis modulo two by highest bit. */
  private long unknownDivisor;

  private final long[] unknownBasis;

  Residues(Ledgered ledger) {
    this.ledger = ledger;
    returned = ledger.initial.clone();
    unknownBasis = new long[ledger.accounts];
  }

  /** A read that is impossible with the transfers that were open with it, if there is one. */
  Optional<List<Integer>> impossible() {
    if (ledger.accounts > ACCOUNTS_MAX) {
      return Optional.empty();
    }
    int[] events = ledger.intervals.events;
    Reads reads = new Reads();
    for (int event : events) {
      int op = event >> 1;
      boolean isReturn = (event & 1) == 1;
      byte sort = ledger.sort[op];
      if (sort == Ledgered.SEEN && !isReturn) {
        reads.called(op);
      } else if (sort == Ledgered.SEEN) {
        if (!reads.possible(op)) {
          return Optional.of(reads.about(op));
        }
      } else if (sort == Ledgered.TRANSFER && isReturn) {
        returned[ledger.from[op]] -= ledger.amount[op];
        returned[ledger.to[op]] += ledger.amount[op];
        reads.transferReturned(op);
      } else if (sort == Ledgered.TRANSFER && ledger.isUnknown(op)) {
        unknownDivisor = gcd(unknownDivisor, ledger.amount[op]);
        add(unknownBasis, vector(op));
      } else if (sort == Ledgered.TRANSFER) {
        reads.transferCalled(op);
      }
    }
    return Optional.empty();
  }

  private long vector(int op) {
    return (ledger.amount[op] & 1) == 0 ? 0 : (1L << ledger.from[op]) ^ (1L << ledger.to[op]);
  }

  private static long gcd(long one, long other) {
    long a = Math.abs(one);
    long b = Math.abs(other);
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }

  private static void add(long[] basis, long vector) {
    long left = vector;
    while (left != 0) {
      int bit = 63 - Long.numberOfLeadingZeros(left);
      if (basis[bit] == 0) {
        basis[bit] = left;
        return;
      }
      left ^= basis[bit];
    }
  }

  private static boolean spans(long[] basis, long vector) {
    long left = vector;
    while (left != 0) {
      int bit = 63 - Long.numberOfLeadingZeros(left);
      if (basis[bit] == 0) {
        return false;
      }
      left ^= basis[bit];
    }
    return true;
  }

  /** The reads that are open, each with the transfers that may come before it or after. */
  private final class Reads {
    private final List<Integer> openTransfers = new ArrayList<>();
    private final List<Read> open = new ArrayList<>();

    private static final class Read {
      private final int op;
      private final long[] before;
      private final List<Integer> between;

      Read(int op, long[] before, List<Integer> between) {
        this.op = op;
        this.before = before;
        this.between = between;
      }
    }

    void called(int op) {
      open.add(new Read(op, returned.clone(), new ArrayList<>(openTransfers)));
    }

    void transferCalled(int op) {
      openTransfers.add(op);
      open.forEach(read -> read.between.add(op));
    }

    void transferReturned(int op) {
      openTransfers.removeIf(transfer -> transfer == op);
    }

    boolean possible(int op) {
      Read read = find(op);
      open.remove(read);
      long divisor = unknownDivisor;
      long[] basis = unknownBasis.clone();
      for (int transfer : read.between) {
        divisor = gcd(divisor, ledger.amount[transfer]);
        add(basis, vector(transfer));
      }
      long odd = 0;
      for (int account = 0; account < ledger.accounts; account++) {
        long difference = ledger.seen[op][account] - read.before[account];
        if (divisor == 0 ? difference != 0 : difference % divisor != 0) {
          open.add(read);
          return false;
        }
        odd |= (difference & 1) << account;
      }
      if (!spans(basis, odd)) {
        open.add(read);
        return false;
      }
      return true;
    }

    /** The read, the transfers that were open with it, and all that had returned before. */
    List<Integer> about(int op) {
      List<Integer> about = new ArrayList<>(find(op).between);
      about.add(op);
      about.sort(null);
      return about;
    }

    private Read find(int op) {
      return open.stream().filter(read -> read.op == op).findFirst().orElseThrow();
    }
  }
}
