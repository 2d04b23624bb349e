package dev.assay.workloads.load;

import dev.assay.harness.client.Invocation;
import dev.assay.harness.generator.Context;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.workload.WorkloadPlan;
import dev.assay.history.Event;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.workloads.client.Arguments;
import dev.assay.workloads.shape.Habits;
import java.util.List;

/**
 * The load of any workload: its own operations and, now and then, a transaction asked for again
 * under the id it had. The k-th operation depends on the seed and k, and a repeated one also on
 * what was answered so far.
 */
public final class LedgerLoad implements Generator {
  /** One fresh transaction in so many may be repeated whatever became of it. */
  private static final int REMEMBERED_ONE_IN = 32;

  /** What stays the same from the first operation to the last. */
  private record Fixed(Habits habits, List<NodeId> nodes, Draws draws) {}

  /** A stream of draws for each choice. */
  private record Draws(
      Seed process, Seed kind, Seed retry, Seed insist, Seed stray, Seed node, Seed reading) {
    static Draws of(Seed seed) {
      return new Draws(
          seed.fork("process"),
          seed.fork("again"),
          seed.fork("retry"),
          seed.fork("insist"),
          seed.fork("stray"),
          seed.fork("node"),
          seed.fork("reading"));
    }
  }

  private final Fixed fixed;
  private final Fresh fresh;
  private final Again again;
  private final long position;

  private LedgerLoad(Fixed fixed, Fresh fresh, Again again, long position) {
    this.fixed = fixed;
    this.fresh = fresh;
    this.again = again;
    this.position = position;
  }

  /** From the first operation on. */
  public static Generator of(Fresh fresh, Habits habits, WorkloadPlan plan) {
    Fixed fixed = new Fixed(habits, plan.nodes(), Draws.of(plan.seed().fork("load")));
    return new LedgerLoad(fixed, fresh, Again.NOTHING, 0);
  }

  @Override
  public Next next(Context context) {
    if (context.free().isEmpty()) {
      return new Next.Pending(Long.MAX_VALUE, this);
    }
    int process = fixed.draws.process().below(position, context.free().size());
    Invocation invocation;
    Again left = again;
    if (!again.urgent().isEmpty()) {
      invocation = anywhere(again.urgent().getFirst());
      left = again.withoutFirst();
    } else if (!again.earlier().isEmpty() && hits(fixed.draws.kind(), habits().retryPercent())) {
      int which = fixed.draws.retry().below(position, again.earlier().size());
      invocation = straying(again.earlier().get(which));
    } else {
      Invocation own = fresh.at(position, reading());
      if (position % REMEMBERED_ONE_IN == 0 && own.value().get("id").isPresent()) {
        left = again.remember(own);
      }
      invocation = own.f().startsWith("local-") ? anywhere(own) : straying(own);
    }
    return new Next.Invoke(
        context.nowNanos(),
        context.free().get(process),
        invocation,
        new LedgerLoad(fixed, fresh, left, position + 1));
  }

  @Override
  public Generator update(Context context, Event event) {
    Fresh wiser = fresh.seen(event);
    Again more =
        event.process().isClient()
            ? again.ended(
                event, fixed.draws.insist().below(event.index(), 100) < habits().insistPercent())
            : again;
    return unchanged(wiser, more) ? this : new LedgerLoad(fixed, wiser, more, position);
  }

  @SuppressWarnings("ReferenceEquality") // nothing happened: the same objects
  private boolean unchanged(Fresh wiser, Again more) {
    return wiser == fresh && more == again;
  }

  private Habits habits() {
    return fixed.habits;
  }

  private boolean hits(Seed draws, int percent) {
    return percent > 0 && draws.below(position, 100) < percent;
  }

  private Fresh.Reading reading() {
    int drawn = fixed.draws.reading().below(position, 100);
    return drawn < habits().localPercent()
        ? Fresh.Reading.LOCAL
        : drawn < habits().localPercent() + habits().leasePercent()
            ? Fresh.Reading.LEASE
            : Fresh.Reading.QUORUM;
  }

  private Invocation straying(Invocation invocation) {
    return hits(fixed.draws.stray(), habits().strayPercent()) ? anywhere(invocation) : invocation;
  }

  private Invocation anywhere(Invocation invocation) {
    NodeId node = fixed.nodes.get(fixed.draws.node().below(position, fixed.nodes.size()));
    return new Invocation(
        invocation.f(), invocation.value().with(Arguments.VIA, Value.of(node.name())));
  }
}
