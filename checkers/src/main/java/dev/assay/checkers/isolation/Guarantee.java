package dev.assay.checkers.isolation;

import java.util.ArrayList;
import java.util.List;

/** What a database may promise of its transactions, such as strict serializability. */
public record Guarantee(Level level, Strength strength) {
  public static final Guarantee STRICT_SERIALIZABLE =
      new Guarantee(Level.SERIALIZABLE, Strength.REALTIME);

  /** All there are, weaker ones before those that include them. */
  public static List<Guarantee> all() {
    List<Guarantee> all = new ArrayList<>();
    for (Level level : Level.values()) {
      for (Strength strength : Strength.values()) {
        all.add(new Guarantee(level, strength));
      }
    }
    return all;
  }

  public String name() {
    return equals(STRICT_SERIALIZABLE)
        ? "strict-serializable"
        : strength.guaranteePrefix() + level.text();
  }

  /** Whether a history that keeps this keeps the other. */
  public boolean includes(Guarantee other) {
    return level.includes(other.level) && strength.includes(other.strength);
  }

  /** Whether a history that shows the anomaly breaks this. */
  public boolean forbids(Anomaly anomaly) {
    return strength.includes(anomaly.strength())
        && anomaly.what().breaks(level)
        && (level == Level.SERIALIZABLE || !anomaly.assumes());
  }
}
