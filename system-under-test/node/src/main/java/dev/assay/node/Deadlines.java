package dev.assay.node;

/**
 * The earliest of many deadlines, so that nobody looks through all that wait at every tick. It may
 * lag behind, since those who were answered do not tell: then a look finds nothing, once for each
 * stretch of time that clients wait.
 */
final class Deadlines {
  private boolean any;
  private long earliestNanos;

  /** Something waits until then. */
  void add(long nanos) {
    if (!any || nanos - earliestNanos < 0) {
      earliestNanos = nanos;
      any = true;
    }
  }

  /** Whether nothing waits that was added since the last look. */
  boolean none() {
    return !any;
  }

  /** Whether a deadline may have passed; then all that still wait are to be added again. */
  boolean due(long now) {
    if (!any || now - earliestNanos < 0) {
      return false;
    }
    any = false;
    return true;
  }
}
