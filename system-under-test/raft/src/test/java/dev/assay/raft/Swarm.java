package dev.assay.raft;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What one life of a simulated cluster is like: how often each thing happens is itself drawn from
 * the seed, so that lives differ in kind (swarm testing). Times are in thousandths of a nominal
 * tick.
 */
final class Swarm {
  static final int TICK = 1000;

  /**
   * What a life is mostly made of; {@link #ANY} is anything, the others look for rare histories.
   */
  enum Style {
    ANY,
    /** Leaders die young and appends are small: logs diverge (figure 8). */
    SHORT_REIGNS,
    /** Nodes crash all the time, and messages come late and twice. */
    CRASHES,
    /** Members come and go while the cluster is split. */
    CHANGES
  }

  /** What can go wrong, or be asked for. */
  enum Fault {
    CRASH,
    CRASH_ALL,
    SHORT_REIGN,
    CUT_ONE_WAY,
    SPLIT,
    ISOLATE,
    HEAL,
    PAUSE,
    DRIFT,
    CHANGE,
    TRANSFER,
    SNAPSHOT
  }

  final int latency;
  int slowPermille;
  int slowLatency;
  int lossPercent;
  final int duplicatePermille;
  final int damagePermille;
  final int diskLatency;
  int faultGap;
  int proposeGap;
  final int readGap;
  int appendBytes;
  final int snapshotEvery;
  final boolean driftInBounds;
  final Map<Fault, Integer> weights = new EnumMap<>(Fault.class);
  int weightSum;

  Swarm(SplittableRandom random, boolean driftInBounds, Style style) {
    latency = random.nextInt(20, 600);
    slowPermille = random.nextInt(3) * random.nextInt(100);
    slowLatency = random.nextInt(1, 40) * TICK;
    lossPercent = random.nextInt(2) * random.nextInt(20);
    duplicatePermille = random.nextInt(2) * random.nextInt(80);
    damagePermille = random.nextInt(2) * random.nextInt(100);
    diskLatency = random.nextInt(10, random.nextInt(3) == 0 ? 3000 : 300);
    faultGap = random.nextInt(3, 40) * TICK;
    proposeGap = random.nextInt(100, 3000);
    readGap = random.nextInt(200, 3000);
    appendBytes = random.nextInt(3) == 0 ? 1 : 120;
    snapshotEvery = random.nextInt(2) * random.nextInt(4, 40);
    this.driftInBounds = driftInBounds;
    for (Fault fault : Fault.values()) {
      weights.put(fault, random.nextInt(5) < 2 ? 0 : random.nextInt(1, 6));
    }
    weights.merge(Fault.HEAL, 3, Integer::sum);
    switch (style) {
      case ANY -> {}
      case SHORT_REIGNS -> {
        weights.put(Fault.SHORT_REIGN, 40);
        appendBytes = 1;
        lossPercent = 10 + random.nextInt(30);
        faultGap = random.nextInt(3, 10) * TICK;
        proposeGap = random.nextInt(100, 1000);
      }
      case CRASHES -> {
        weights.put(Fault.CRASH, 40);
        slowPermille = 200 + random.nextInt(300);
        slowLatency = random.nextInt(8, 20) * TICK;
        faultGap = random.nextInt(2, 6) * TICK;
      }
      case CHANGES -> {
        faultGap = random.nextInt(2, 8) * TICK;
        proposeGap = random.nextInt(100, 1000);
        weights.put(Fault.CHANGE, 20);
        weights.put(Fault.SPLIT, 20);
        weights.put(Fault.HEAL, 20);
      }
    }
    weightSum = weights.values().stream().mapToInt(Integer::intValue).sum();
  }

  Fault draw(SplittableRandom random) {
    int at = random.nextInt(weightSum);
    for (Map.Entry<Fault, Integer> weight : weights.entrySet()) {
      at -= weight.getValue();
      if (at < 0) {
        return weight.getKey();
      }
    }
    throw new AssertionError("weights sum up to less than " + weightSum);
  }

  /** A node's time between two ticks. */
  int tickPeriod(SplittableRandom random) {
    if (driftInBounds) {
      return random.nextInt(900, 1121); // 1120 / 900 < RaftTiming.DRIFT_MAX
    }
    return random.nextBoolean() ? random.nextInt(350, 500) : random.nextInt(900, 3000);
  }
}
