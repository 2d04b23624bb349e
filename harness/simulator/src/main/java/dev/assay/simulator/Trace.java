package dev.assay.simulator;

/** A running hash over everything that happened: equal for equal worlds, and cheap. */
final class Trace {
  private long hash;
  private long events;

  void note(long atNanos, Kind kind, String party, long payload) {
    events++;
    hash = Randomness.mix(hash ^ atNanos);
    hash = Randomness.mix(hash ^ (((long) kind.hash() << 32) | (party.hashCode() & 0xffffffffL)));
    hash = Randomness.mix(hash ^ payload);
  }

  long hash() {
    return Randomness.mix(hash ^ events);
  }

  long events() {
    return events;
  }
}
