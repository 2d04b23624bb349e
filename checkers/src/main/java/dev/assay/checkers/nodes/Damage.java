package dev.assay.checkers.nodes;

import dev.assay.history.FaultSpan;
import dev.assay.history.History;
import java.util.List;

/** Whose disk the nemesis has touched: such a node may stop, and should rather than guess. */
final class Damage {
  /** The family of faults that may stop an honest node; a power failure keeps what was durable. */
  private static final String DISK = "disk";

  /** Of that family, but it takes nothing away. */
  private static final String SLOW = "disk-slow";

  private final List<FaultSpan> spans;

  Damage(History history) {
    spans =
        FaultSpan.of(history.faults(), history.endNanos()).stream()
            .filter(span -> FaultSpan.family(span.fault().f()).equals(DISK))
            .filter(span -> !span.fault().f().equals(SLOW))
            .toList();
  }

  /** Whether it was touched before this time. */
  boolean of(String node, long beforeNanos) {
    return spans.stream()
        .anyMatch(span -> span.fromNanos() <= beforeNanos && Stillness.concerns(span, node));
  }
}
