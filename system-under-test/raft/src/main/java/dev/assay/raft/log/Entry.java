package dev.assay.raft.log;

/**
 * One place in the log.
 *
 * @param index from 1, without gaps
 * @param term of the leader that made the entry, from 1
 * @param payload empty for a {@link Kind#NOOP}
 */
public record Entry(long index, long term, Kind kind, Payload payload) {
  /** What an entry counts beyond its payload wherever bytes are limited. */
  public static final int OVERHEAD_BYTES = 32;

  /** What an entry is for. */
  public enum Kind {
    /** Commits the entries of earlier terms when a leader begins (§5.4.2, §8). */
    NOOP,
    /** A client's command. */
    COMMAND,
    /** The members from here on (thesis 4.1); the payload is {@link MembershipCodec}'s. */
    MEMBERSHIP
  }

  public Entry {
    if (index < 1 || term < 1) {
      throw new IllegalArgumentException(
          "an entry has index and term from 1, not index %d, term %d".formatted(index, term));
    }
    if (kind == Kind.NOOP && payload.size() != 0) {
      throw new IllegalArgumentException(
          "no-op at index %d has a payload of %d bytes".formatted(index, payload.size()));
    }
  }

  public LogPosition position() {
    return new LogPosition(index, term);
  }

  /** Bytes that this entry counts against limits. */
  public long weight() {
    return OVERHEAD_BYTES + (long) payload.size();
  }
}
