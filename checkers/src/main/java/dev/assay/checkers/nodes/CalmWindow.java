package dev.assay.checkers.nodes;

import dev.assay.history.FaultSpan;
import dev.assay.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A time in which a leader can be elected: the same majority of nodes ran all the while, and
 * nothing else was wrong but that the others did not.
 *
 * @param stopped nodes that did not run
 */
record CalmWindow(long fromNanos, long toNanos, Set<String> stopped) {
  private static final Set<String> STOPPING = Set.of("kill", "power", "pause");

  CalmWindow {
    stopped = Set.copyOf(stopped);
  }

  /** All of them, by time; what the nemesis begins or ends is a boundary. */
  static List<CalmWindow> of(History history, List<String> nodes) {
    List<FaultSpan> spans = FaultSpan.of(history.faults(), history.endNanos());
    TreeSet<Long> edges = new TreeSet<>(List.of(0L, history.endNanos()));
    spans.forEach(
        span -> {
          edges.add(span.fromNanos());
          edges.add(span.toNanos());
        });
    List<CalmWindow> windows = new ArrayList<>();
    Long from = edges.first();
    for (Long to : edges.tailSet(from, false)) {
      between(from, to, spans, nodes).ifPresent(windows::add);
      from = to;
    }
    return windows;
  }

  private static Optional<CalmWindow> between(
      long from, long to, List<FaultSpan> spans, List<String> nodes) {
    Set<String> stopped = new TreeSet<>();
    for (FaultSpan span : spans) {
      if (span.fromNanos() < to && span.toNanos() > from) {
        if (!STOPPING.contains(FaultSpan.family(span.fault().f())) || !span.proven()) {
          return Optional.empty();
        }
        nodes.stream().filter(node -> Stillness.concerns(span, node)).forEach(stopped::add);
      }
    }
    return 2 * (nodes.size() - stopped.size()) > nodes.size()
        ? Optional.of(new CalmWindow(from, to, stopped))
        : Optional.empty();
  }

  /** Whether the office was held by a node that ran. */
  boolean admits(Office office) {
    return !stopped.contains(office.node())
        && office.fromNanos() < toNanos
        && office.toNanos() > fromNanos;
  }
}
