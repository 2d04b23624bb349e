package dev.assay.harness.generator;

import java.util.OptionalLong;

/** Nothing for some time, counted from when it is asked first. */
record Sleep(long nanos, OptionalLong untilNanos) implements Generator {
  @Override
  public Next next(Context context) {
    long until = untilNanos.orElse(Math.addExact(context.nowNanos(), nanos));
    return context.nowNanos() < until
        ? new Next.Pending(until, new Sleep(nanos, OptionalLong.of(until)))
        : new Next.Exhausted();
  }
}
