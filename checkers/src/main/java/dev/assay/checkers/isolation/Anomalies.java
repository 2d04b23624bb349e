package dev.assay.checkers.isolation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Anomalies by name: all are counted, of each the one with the fewest transactions is kept. */
final class Anomalies {
  private static final Comparator<Key> WORST_FIRST =
      Comparator.comparing(Key::what).thenComparing(Key::strength);

  private final Map<Key, Anomaly> smallest = new TreeMap<>(WORST_FIRST);
  private final Map<Key, Long> counts = new TreeMap<>(WORST_FIRST);

  private record Key(Phenomenon what, Strength strength) {}

  void add(Anomaly anomaly) {
    Key key = new Key(anomaly.what(), anomaly.strength());
    counts.merge(key, 1L, Long::sum);
    smallest.merge(
        key,
        anomaly,
        (one, other) -> other.operations().size() < one.operations().size() ? other : one);
  }

  /** One that is no cycle. */
  void add(Phenomenon what, List<Long> operations, String sentence) {
    add(new Anomaly(what, Strength.PLAIN, false, List.of(), operations, sentence));
  }

  /** All that another collection has. */
  void addAll(Anomalies other) {
    other.smallest.forEach(
        (key, anomaly) -> {
          add(anomaly);
          counts.merge(key, other.count(anomaly) - 1, Long::sum);
        });
  }

  /** One of each name, the worst first. */
  List<Anomaly> kept() {
    return new ArrayList<>(smallest.values());
  }

  /** By name, in the order of {@link #kept}. */
  long count(Anomaly anomaly) {
    return counts.getOrDefault(new Key(anomaly.what(), anomaly.strength()), 0L);
  }
}
