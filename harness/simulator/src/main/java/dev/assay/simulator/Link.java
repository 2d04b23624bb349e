package dev.assay.simulator;

/** One directed link: its stream, what it carried, and whether it is cut. */
final class Link {
  private final Randomness randomness;
  private Conditions conditions;
  private boolean cut;
  // Grows with each cut: a message that left under an older one is lost.
  private long cuts;
  // No message that keeps the order arrives before this time.
  private long lastArrivalNanos;
  private long sent;
  private long delivered;
  private long lostToCuts;
  private long lost;
  private long duplicated;
  private long refused;

  Link(Randomness randomness, Conditions conditions) {
    this.randomness = randomness;
    this.conditions = conditions;
  }

  void shape(Conditions newConditions) {
    conditions = newConditions;
  }

  void cut(boolean newCut) {
    if (newCut && !cut) {
      cuts++;
    }
    cut = newCut;
  }

  boolean isCut() {
    return cut;
  }

  long cuts() {
    return cuts;
  }

  LinkCounts counts() {
    return new LinkCounts(sent, delivered, lostToCuts, lost, duplicated, refused);
  }

  void countSent() {
    sent++;
  }

  void countDelivered() {
    delivered++;
  }

  void countCut() {
    lostToCuts++;
  }

  void countRefused() {
    refused++;
  }

  boolean drawsLoss() {
    boolean drawn = randomness.chance(conditions.loss());
    if (drawn) {
      lost++;
    }
    return drawn;
  }

  boolean drawsDuplicate() {
    boolean drawn = randomness.chance(conditions.duplicate());
    if (drawn) {
      duplicated++;
    }
    return drawn;
  }

  /** How long a message takes that is sent now. */
  long drawDelayNanos(long nowNanos) {
    long delay = randomness.between(conditions.delayNanosMin(), conditions.delayNanosMax());
    if (randomness.chance(conditions.tail())) {
      delay += randomness.between(0, conditions.tailNanosMax());
    }
    long arrival = Math.addExact(nowNanos, delay);
    if (!randomness.chance(conditions.overtake())) {
      arrival = Math.max(arrival, lastArrivalNanos);
      lastArrivalNanos = arrival;
    }
    return arrival - nowNanos;
  }
}
