package dev.assay.workloads.transfer;

import dev.assay.harness.client.Invocation;
import dev.assay.harness.generator.Context;
import dev.assay.harness.generator.Generator;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.workloads.shape.TransferShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The load: transfers, reads and, now and then, a transfer asked for again under the id it had. The
 * k-th operation depends on the seed and k, and a retry also on what was answered so far.
 */
record TransferLoad(TransferShape shape, Seed seed, long position, List<Invocation> earlier)
    implements Generator {
  /** Transfers worth repeating that are remembered; the oldest are forgotten first. */
  private static final int EARLIER_MAX = 16;

  private static final long ZIPF_SCALE = 1 << 20;

  TransferLoad {
    earlier = List.copyOf(earlier);
  }

  @Override
  public Next next(Context context) {
    if (context.free().isEmpty()) {
      return new Next.Pending(Long.MAX_VALUE, this);
    }
    int process = seed.fork("process").below(position, context.free().size());
    return new Next.Invoke(
        context.nowNanos(),
        context.free().get(process),
        invocation(),
        new TransferLoad(shape, seed, position + 1, earlier));
  }

  /**
   * Remembers transfers whose outcome is unknown, which a client may ask for again, and a few that
   * were acknowledged, as a client does whose answer was lost on the way.
   */
  @Override
  public Generator update(Context context, Event event) {
    boolean unknown = event.type() == EventType.UNKNOWN;
    boolean acknowledged = event.type() == EventType.OK && event.index() % 32 == 0;
    if (!event.f().equals("transfer")
        || !(unknown || acknowledged)
        || !(event.value() instanceof Value.Fields fields)) {
      return this;
    }
    List<Invocation> remembered = new ArrayList<>(earlier);
    if (remembered.size() == EARLIER_MAX) {
      remembered.removeFirst();
    }
    remembered.add(new Invocation("transfer", asked(fields)));
    return new TransferLoad(shape, seed, position, remembered);
  }

  private Invocation invocation() {
    int kind = seed.fork("kind").below(position, 100);
    if (kind < shape.readPercent()) {
      return new Invocation("read", Value.fields("account", Value.of(account("read"))));
    }
    if (kind < shape.readPercent() + shape.readAllPercent()) {
      return new Invocation("read-all", Value.fields());
    }
    boolean retry = kind >= 100 - shape.retryPercent();
    if (retry && !earlier.isEmpty()) {
      return earlier.get(seed.fork("retry").below(position, earlier.size()));
    }
    return transfer();
  }

  private Invocation transfer() {
    String from = account("from");
    String to = account("to");
    if (from.equals(to)) {
      List<String> names = shape.accountNames();
      to = names.get((names.indexOf(from) + 1) % names.size());
    }
    return new Invocation(
        "transfer",
        Value.fields("id", Value.of("t-" + position))
            .with("from", Value.of(from))
            .with("to", Value.of(to))
            .with("amount", Value.of(1 + seed.fork("amount").below(position, shape.amountMax()))));
  }

  /** Zipf's law with exponent 1: account k has the weight 1/(k+1). */
  private String account(String purpose) {
    long total = 0;
    for (int k = 1; k <= shape.accounts(); k++) {
      total += ZIPF_SCALE / k;
    }
    long rest = Long.remainderUnsigned(seed.fork(purpose).draw(position), total);
    int k = 1;
    while (rest >= ZIPF_SCALE / k) {
      rest -= ZIPF_SCALE / k;
      k++;
    }
    return "a" + (k - 1);
  }

  private static Value.Fields asked(Value.Fields fields) {
    Value.Fields asked = Value.fields();
    for (String name : List.of("id", "from", "to", "amount")) {
      asked = asked.with(name, fields.get(name).orElse(Value.NIL));
    }
    return asked;
  }
}
