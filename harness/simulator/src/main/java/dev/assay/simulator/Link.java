package dev.assay.simulator;

import org.jspecify.annotations.Nullable;

/** One directed link: its stream, what it carried, and whether it is cut. */
final class Link {
  /** What a frame costs beside its payload. */
  private static final int HEADER_BYTES = 60;

  private final Randomness randomness;
  private Conditions conditions;
  private Worse worse = Worse.NOTHING;
  private boolean cut;
  // Grows with each cut: a message that left under an older one is lost.
  private long cuts;
  // Grows when a queue is given up: what stood in it is lost.
  private long queues;
  // No message that keeps the order arrives before this time.
  private long lastArrivalNanos;
  // When a narrow link has sent what was given to it.
  private long freeNanos;
  private long sent;
  private long delivered;
  private long lostToCuts;
  private long lost;
  private long duplicated;
  private long refused;

  /** Whoever is at its end; when that one is forgotten, so is the link. */
  private @Nullable Party receiver;

  Link(Randomness randomness, Conditions conditions) {
    this.randomness = randomness;
    this.conditions = conditions;
  }

  /** Null until it is known. */
  @Nullable Party receiver() {
    return receiver;
  }

  void receiver(@Nullable Party known) {
    receiver = known;
  }

  void shape(Conditions newConditions) {
    conditions = newConditions;
  }

  Worse worse() {
    return worse;
  }

  /**
   * What queued for a narrow link is lost when the link is made wider, as when a connection is
   * broken off and made anew: it would hold up all that follows for as long as the narrow link had
   * taken, which may be minutes.
   */
  void worsen(Worse newWorse) {
    if (newWorse.bytesPerSecond() == 0 && worse.bytesPerSecond() > 0) {
      queues++;
      freeNanos = 0;
      lastArrivalNanos = 0;
    }
    worse = newWorse;
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

  long queues() {
    return queues;
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

  void countLost() {
    lost++;
  }

  void countRefused() {
    refused++;
  }

  boolean drawsLoss() {
    boolean drawn = randomness.chance(Math.max(conditions.loss(), worse.loss()));
    if (drawn) {
      lost++;
    }
    return drawn;
  }

  boolean drawsDuplicate() {
    boolean drawn = randomness.chance(Math.max(conditions.duplicate(), worse.duplicate()));
    if (drawn) {
      duplicated++;
    }
    return drawn;
  }

  /** How much later the message comes once more; 0: it does not. */
  long drawReplayNanos() {
    return worse.replay() > 0 && randomness.chance(worse.replay())
        ? randomness.between(worse.replayNanosMax() / 10, worse.replayNanosMax())
        : 0;
  }

  /** How long a message takes that is sent now. */
  long drawDelayNanos(long nowNanos, int bytes) {
    long delay = randomness.between(conditions.delayNanosMin(), conditions.delayNanosMax());
    if (randomness.chance(conditions.tail())) {
      delay += randomness.between(0, conditions.tailNanosMax());
    }
    if (!worse.equals(Worse.NOTHING)) {
      delay += worse.delayNanos();
      delay += worse.jitterNanos() > 0 ? randomness.between(0, worse.jitterNanos()) : 0;
      delay += queued(nowNanos, bytes);
    }
    long arrival = Math.addExact(nowNanos, delay);
    if (!randomness.chance(Math.max(conditions.overtake(), worse.overtake()))) {
      arrival = Math.max(arrival, lastArrivalNanos);
      lastArrivalNanos = arrival;
    }
    return arrival - nowNanos;
  }

  /** How long the message waits for those before it, and takes itself, on a narrow link. */
  private long queued(long nowNanos, int bytes) {
    if (worse.bytesPerSecond() == 0) {
      return 0;
    }
    long takes = (bytes + HEADER_BYTES) * 1_000_000_000L / worse.bytesPerSecond();
    freeNanos = Math.max(freeNanos, nowNanos) + takes;
    return freeNanos - nowNanos;
  }
}
