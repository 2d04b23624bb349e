package dev.assay.workloads.transfer;

import dev.assay.harness.client.Invocation;
import dev.assay.harness.generator.Context;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The last questions: one read of everything, then an audit of each node, repeated until the node
 * answers with a state that is no older than that read. The run's bound ends it when a node never
 * does.
 *
 * @param height last block that the read of everything saw, or -1 before it was answered
 * @param missing nodes that have not yet answered well enough
 * @param underWay whether an answer is awaited
 * @param notBeforeNanos pause between attempts
 */
record ClosingAudit(long height, List<NodeId> missing, boolean underWay, long notBeforeNanos)
    implements Generator {
  private static final long PAUSE_NANOS = 200_000_000;

  static ClosingAudit of(List<NodeId> nodes) {
    return new ClosingAudit(-1, nodes, false, 0);
  }

  ClosingAudit {
    missing = List.copyOf(missing);
  }

  @Override
  public Next next(Context context) {
    if (missing.isEmpty()) {
      return new Next.Exhausted();
    }
    if (underWay || context.free().isEmpty()) {
      return new Next.Pending(Long.MAX_VALUE, this);
    }
    Invocation question =
        height < 0
            ? new Invocation("read-all", Value.fields())
            : new Invocation("audit", Value.fields("node", Value.of(missing.getFirst().name())));
    return new Next.Invoke(
        Math.max(context.nowNanos(), notBeforeNanos),
        context.free().getFirst(),
        question,
        new ClosingAudit(height, missing, true, notBeforeNanos));
  }

  @Override
  public Generator update(Context context, Event event) {
    if (event.type() == EventType.INVOKE || !event.process().isClient()) {
      return this;
    }
    long block = block(event);
    if (event.f().equals("read-all") && event.type() == EventType.OK && height < 0) {
      return new ClosingAudit(block, missing, false, 0);
    }
    if (event.f().equals("audit") && event.type() == EventType.OK && block >= height) {
      return new ClosingAudit(height, missing.subList(1, missing.size()), false, 0);
    }
    return new ClosingAudit(height, rotated(), false, context.nowNanos() + PAUSE_NANOS);
  }

  /** Another node is asked before this one is asked again. */
  private List<NodeId> rotated() {
    if (height < 0) {
      return missing;
    }
    List<NodeId> rotated = new ArrayList<>(missing.subList(1, missing.size()));
    rotated.add(missing.getFirst());
    return rotated;
  }

  private static long block(Event event) {
    return event.value() instanceof Value.Fields fields
            && fields.get("block").orElse(Value.NIL) instanceof Value.Whole whole
        ? whole.number()
        : -1;
  }
}
