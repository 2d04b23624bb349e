package dev.assay.workloads.transfer;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.workloads.client.Arguments;
import dev.assay.workloads.load.Fresh;
import dev.assay.workloads.shape.TransferShape;
import java.util.List;

/** Transfers, reads of one account and of all, by position alone. */
final class Transfers implements Fresh {
  private static final long ZIPF_SCALE = 1 << 20;
  private static final int SENSELESS_PERCENT = 6;

  /** An account that is never opened. */
  private static final String NOBODY = "nobody";

  private final TransferShape shape;
  private final List<String> accounts;
  private final Seed kind;
  private final Seed amount;
  private final Seed hot;
  private final Seed from;
  private final Seed to;
  private final Seed read;
  private final Seed senseless;

  Transfers(TransferShape shape, Seed seed) {
    this.shape = shape;
    this.accounts = shape.accountNames();
    this.kind = seed.fork("kind");
    this.amount = seed.fork("amount");
    this.hot = seed.fork("hot");
    this.from = seed.fork("from");
    this.to = seed.fork("to");
    this.read = seed.fork("read");
    this.senseless = seed.fork("senseless");
  }

  @Override
  public Invocation at(long position, Reading reading) {
    int drawn = kind.below(position, 100);
    if (drawn < shape.readPercent()) {
      return read("read", Value.fields("account", Value.of(account(read, position))), reading);
    }
    if (drawn < shape.readPercent() + shape.readAllPercent()) {
      return read("read-all", Value.fields(), reading);
    }
    return senseless.below(position, 100) < SENSELESS_PERCENT
        ? senseless(position)
        : transfer(position);
  }

  /**
   * What the contract must refuse: an account is opened again, or with nothing; it pays itself, or
   * another one nothing, or less; one side of a transfer was never opened.
   */
  private Invocation senseless(long position) {
    String account = account(from, position);
    String other = account(to, position);
    return switch (amount.below(position, 8)) {
      case 0 -> open(position, account, shape.openingAmount());
      case 1 -> open(position, NOBODY, -(position % 2));
      case 2, 3 -> transfer(position, account, account, 1);
      case 4 -> transfer(position, account, NOBODY, 1);
      case 5 -> transfer(position, NOBODY, account, 1);
      case 6 -> transfer(position, account, other, 0);
      default -> transfer(position, account, other, -1 - position % 3);
    };
  }

  private static Invocation open(long position, String account, long amount) {
    return new Invocation(
        "open",
        Value.fields("id", Value.of("t-" + position))
            .with("account", Value.of(account))
            .with("amount", Value.of(amount)));
  }

  private static Invocation transfer(long position, String source, String target, long amount) {
    return new Invocation(
        "transfer",
        Value.fields("id", Value.of("t-" + position))
            .with("from", Value.of(source))
            .with("to", Value.of(target))
            .with("amount", Value.of(amount)));
  }

  private static Invocation read(String f, Value.Fields what, Reading reading) {
    return switch (reading) {
      case QUORUM -> new Invocation(f, what);
      case LEASE -> new Invocation(f, what.with(Arguments.MODE, Value.of("lease")));
      case LOCAL -> new Invocation("local-" + f, what);
    };
  }

  private Invocation transfer(long position) {
    boolean isHot = hot.below(position, 100) < shape.hotPercent();
    String source = isHot ? accounts.getFirst() : account(from, position);
    String target = account(to, position);
    if (source.equals(target)) {
      target = accounts.get((accounts.indexOf(source) + 1) % accounts.size());
    }
    return transfer(position, source, target, 1 + amount.below(position, shape.amountMax()));
  }

  /** Zipf's law with exponent 1: account k has the weight 1/(k+1). */
  private String account(Seed seed, long position) {
    long total = 0;
    for (int k = 1; k <= accounts.size(); k++) {
      total += ZIPF_SCALE / k;
    }
    long rest = Long.remainderUnsigned(seed.draw(position), total);
    int k = 1;
    while (rest >= ZIPF_SCALE / k) {
      rest -= ZIPF_SCALE / k;
      k++;
    }
    return accounts.get(k - 1);
  }
}
