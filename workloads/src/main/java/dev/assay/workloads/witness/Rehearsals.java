package dev.assay.workloads.witness;

import dev.assay.node.storage.Failpoint;
import java.util.List;

/**
 * When a start after a power failure is rehearsed, for all nodes of a world together: seldom, since
 * each costs as much as some hundred messages, and at a point that is chosen before it is reached,
 * so that points which are passed seldom get as many as the others.
 */
final class Rehearsals {
  private static final long GAP_NANOS = 6_000_000_000L;
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  /** Of those that something calls for. */
  private static final int URGENT_MAX = 12;

  private static final List<Failpoint> POINTS = List.of(Failpoint.values());

  private long notBefore;
  private long patientUntil = Long.MIN_VALUE;
  private Failpoint wanted = Failpoint.LOG_AFTER_SYNC;
  private int urgent;

  /** Whether one is due where a node passes this point now. */
  boolean due(Failpoint point, long nanos, long draw) {
    if (nanos < notBefore) {
      return false;
    }
    if (nanos > patientUntil) {
      wanted = POINTS.get((int) Long.remainderUnsigned(draw, POINTS.size()));
      patientUntil = nanos + PATIENCE_NANOS;
    }
    if (point != wanted) {
      return false;
    }
    patientUntil = Long.MIN_VALUE;
    notBefore = nanos + Long.remainderUnsigned(draw, GAP_NANOS);
    return true;
  }

  /** Whether one that is called for may be. */
  boolean urgent() {
    urgent++;
    return urgent <= URGENT_MAX;
  }
}
