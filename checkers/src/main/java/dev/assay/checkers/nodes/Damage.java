package dev.assay.checkers.nodes;

import dev.assay.history.FaultSpan;
import dev.assay.history.History;
import java.util.List;
import java.util.Set;

/** Whose disk the nemesis has touched: such a node may stop, and should rather than guess. */
final class Damage {
  /** Families of faults that leave disks alone; a power failure keeps what was made durable. */
  private static final Set<String> HARMLESS =
      Set.of(
          "kill",
          "pause",
          "power",
          "clock",
          "partition",
          "network",
          "client-links",
          "membership",
          "crash-point");

  private final List<FaultSpan> spans;

  Damage(History history) {
    spans =
        FaultSpan.of(history.faults(), history.endNanos()).stream()
            .filter(span -> !HARMLESS.contains(FaultSpan.family(span.fault().f())))
            .toList();
  }

  /** Whether it was touched before this time. */
  boolean of(String node, long beforeNanos) {
    return spans.stream()
        .anyMatch(span -> span.fromNanos() <= beforeNanos && Stillness.concerns(span, node));
  }
}
