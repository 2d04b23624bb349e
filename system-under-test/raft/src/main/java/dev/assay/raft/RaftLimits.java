package dev.assay.raft;

import dev.assay.raft.log.Entry;

/**
 * Bounds of the core's queues. An entry weighs its payload and {@link Entry#OVERHEAD_BYTES}, so a
 * bound in bytes is one in entries too.
 *
 * @param payloadBytesMax largest payload of a proposal; a larger one is refused
 * @param appendBytesMax weight of the entries of one AppendEntries, where at least one entry always
 *     goes, and size of one piece of a snapshot
 * @param inFlightBytesMax weight sent to one follower and not yet acknowledged, in up to {@value
 *     #IN_FLIGHT_APPENDS_MAX} messages; also what stays in memory of the log before a snapshot, so
 *     that a follower that lags no further is spared it
 * @param uncommittedBytesMax weight a leader appends beyond its commit index; then it is {@link
 *     Refusal#BUSY}
 * @param readsMax reads that wait at a node; then it is {@link Refusal#BUSY}
 */
public record RaftLimits(
    int payloadBytesMax,
    int appendBytesMax,
    int inFlightBytesMax,
    int uncommittedBytesMax,
    int readsMax) {
  public static final int IN_FLIGHT_APPENDS_MAX = 256;

  /** 1 MiB payloads and appends, 4 MiB in flight per follower, 16 MiB uncommitted, 4096 reads. */
  public static final RaftLimits STANDARD =
      new RaftLimits(1 << 20, 1 << 20, 4 << 20, 16 << 20, 4096);

  public RaftLimits {
    if (payloadBytesMax < 1
        || appendBytesMax < 1
        || inFlightBytesMax < appendBytesMax
        || uncommittedBytesMax - Entry.OVERHEAD_BYTES < payloadBytesMax
        || readsMax < 1) {
      throw new IllegalArgumentException(
          ("limits must be positive, with inFlightBytesMax >= appendBytesMax and"
                  + " uncommittedBytesMax >= payloadBytesMax + %d: payload %d, append %d, in flight"
                  + " %d, uncommitted %d, reads %d")
              .formatted(
                  Entry.OVERHEAD_BYTES,
                  payloadBytesMax,
                  appendBytesMax,
                  inFlightBytesMax,
                  uncommittedBytesMax,
                  readsMax));
    }
  }
}
