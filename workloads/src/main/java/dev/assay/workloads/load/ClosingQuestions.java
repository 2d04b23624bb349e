package dev.assay.workloads.load;

import dev.assay.harness.client.Invocation;
import dev.assay.harness.generator.Context;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.Value;
import dev.assay.workloads.client.Arguments;
import java.util.ArrayList;
import java.util.List;

/**
 * The last questions: one more transaction, then a read of everything, which together say that the
 * cluster works and where it stands; then, of each node, an audit, repeated until it is no older
 * than that read, and a read of everything through that node. Each is asked again until it is
 * answered; between two attempts there is a pause. The run's bound ends it when a node never
 * answers.
 */
public final class ClosingQuestions implements Generator {
  /** Doubled with each answer in a row that was none. */
  private static final long PAUSE_NANOS = 200_000_000;

  private static final int DOUBLINGS_MAX = 3;

  /**
   * A question that is still to be answered.
   *
   * @param fresh whether the answer has to name the known height at least
   */
  private record Question(Invocation what, boolean fresh) {}

  /** Nodes first, then what is asked of all; each list is asked from the front. */
  private record Open(List<Question> first, List<Question> ofNodes) {
    Open {
      first = List.copyOf(first);
      ofNodes = List.copyOf(ofNodes);
    }

    List<Question> now() {
      return first.isEmpty() ? ofNodes : first;
    }

    Open answered() {
      return first.isEmpty()
          ? new Open(first, ofNodes.subList(1, ofNodes.size()))
          : new Open(first.subList(1, first.size()), ofNodes);
    }

    /** What is asked of another node is asked before this is asked again. */
    Open postponed() {
      if (!first.isEmpty()) {
        return this;
      }
      List<Question> rotated = new ArrayList<>(ofNodes.subList(1, ofNodes.size()));
      rotated.add(ofNodes.getFirst());
      return new Open(first, rotated);
    }
  }

  private final Open open;

  /** The last block that any answer of the first questions named, or -1. */
  private final long height;

  /** Answers in a row that were none. */
  private final int failures;

  private final boolean underWay;
  private final long notBeforeNanos;

  private ClosingQuestions(
      Open open, long height, int failures, boolean underWay, long notBeforeNanos) {
    this.failures = failures;
    this.open = open;
    this.height = height;
    this.underWay = underWay;
    this.notBeforeNanos = notBeforeNanos;
  }

  /**
   * The questions of a run.
   *
   * @param last one more transaction
   * @param everything reads that show everything, one after the other
   */
  public static Generator of(List<NodeId> nodes, Invocation last, List<Invocation> everything) {
    List<Question> first = new ArrayList<>(List.of(new Question(last, false)));
    everything.forEach(read -> first.add(new Question(read, false)));
    List<Question> ofNodes = new ArrayList<>();
    for (NodeId node : nodes) {
      Value name = Value.of(node.name());
      ofNodes.add(new Question(new Invocation("audit", Value.fields("node", name)), true));
    }
    for (Invocation read : everything) {
      for (NodeId node : nodes) {
        Value name = Value.of(node.name());
        ofNodes.add(
            new Question(new Invocation(read.f(), read.value().with(Arguments.VIA, name)), false));
      }
    }
    return new ClosingQuestions(new Open(first, ofNodes), -1, 0, false, 0);
  }

  @Override
  public Next next(Context context) {
    List<Question> now = open.now();
    if (now.isEmpty()) {
      return new Next.Exhausted();
    }
    if (underWay || context.free().isEmpty()) {
      return new Next.Pending(Long.MAX_VALUE, this);
    }
    return new Next.Invoke(
        Math.max(context.nowNanos(), notBeforeNanos),
        context.free().getFirst(),
        now.getFirst().what(),
        new ClosingQuestions(open, height, failures, true, notBeforeNanos));
  }

  @Override
  public Generator update(Context context, Event event) {
    if (event.type() == EventType.INVOKE || !event.process().isClient() || !underWay) {
      return this;
    }
    long block = block(event);
    boolean good =
        event.type() == EventType.OK && (!open.now().getFirst().fresh() || block >= height);
    if (!good) {
      long pause = PAUSE_NANOS << Math.min(failures, DOUBLINGS_MAX);
      return new ClosingQuestions(
          open.postponed(), height, failures + 1, false, context.nowNanos() + pause);
    }
    long known = open.first().isEmpty() ? height : Math.max(height, block);
    return new ClosingQuestions(open.answered(), known, 0, false, 0);
  }

  private static long block(Event event) {
    return event.value() instanceof Value.Fields fields
            && fields.get("block").orElse(Value.NIL) instanceof Value.Whole(long number)
        ? number
        : -1;
  }
}
