package dev.assay.environment.proxy;

import java.util.concurrent.atomic.LongAdder;

/** Counts the bytes of one direction of one proxy. Written by the reactor, read by anybody. */
final class Meter {
  private final LongAdder received = new LongAdder();
  private final LongAdder forwarded = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  void received(long bytes) {
    received.add(bytes);
  }

  void forwarded(long bytes) {
    forwarded.add(bytes);
  }

  void dropped(long bytes) {
    dropped.add(bytes);
  }

  ProxyCounters.Flow read() {
    return new ProxyCounters.Flow(received.sum(), forwarded.sum(), dropped.sum());
  }
}
