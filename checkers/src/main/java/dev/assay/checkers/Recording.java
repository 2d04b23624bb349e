package dev.assay.checkers;

import dev.assay.checkers.chain.Chain;
import dev.assay.history.History;
import dev.assay.history.run.Manifest;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything a run left behind that a checker may look at.
 *
 * @param manifest empty when a history is checked by itself
 * @param chains by node; a node that exported none is missing
 * @param events what all nodes noted, by time; not all that they did where lives were lost
 * @param folder of the run, for what is too large to be held; empty for a history by itself
 */
public record Recording(
    History history,
    Optional<Manifest> manifest,
    Map<String, Chain> chains,
    List<NodeEvent> events,
    Optional<Path> folder) {
  public Recording {
    chains = Collections.unmodifiableMap(new TreeMap<>(chains));
    events = events.stream().sorted(Comparator.comparingLong(NodeEvent::nanos)).toList();
  }

  /** What was left behind, without a folder. */
  public Recording(
      History history,
      Optional<Manifest> manifest,
      Map<String, Chain> chains,
      List<NodeEvent> events) {
    this(history, manifest, chains, events, Optional.empty());
  }

  /** What was left behind, without a folder and what nodes noted. */
  public Recording(History history, Optional<Manifest> manifest, Map<String, Chain> chains) {
    this(history, manifest, chains, List.of());
  }

  /** The same recording around another history. */
  public Recording with(History other) {
    return new Recording(other, manifest, chains, events, folder);
  }

  /** A history by itself. */
  public static Recording of(History history) {
    return new Recording(history, Optional.empty(), Map.of());
  }
}
