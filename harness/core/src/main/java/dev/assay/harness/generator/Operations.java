package dev.assay.harness.generator;

import dev.assay.harness.client.Invocation;
import java.util.function.LongFunction;

/**
 * The operations of positions 0, 1, 2..., without an end.
 *
 * @param source gives the operation of a position: the same whenever it is asked
 */
record Operations(LongFunction<Invocation> source, long position) implements Generator {
  @Override
  public Next next(Context context) {
    if (context.free().isEmpty()) {
      return new Next.Pending(Long.MAX_VALUE, this);
    }
    return new Next.Invoke(
        context.nowNanos(),
        context.freeFor(position),
        source.apply(position),
        new Operations(source, position + 1));
  }
}
