package dev.assay.raft;

import dev.assay.raft.invariant.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads that wait at a leader for a heartbeat round begun after they came (ReadIndex, thesis 6.4).
 * One round is open at a time; those that come meanwhile share the next.
 */
final class PendingReads {
  /** A round that a majority has yet to acknowledge, and the reads it serves. */
  record Round(long number, long index, List<Long> reads) {}

  private final List<Long> waiting = new ArrayList<>();
  private Optional<Round> open = Optional.empty();
  private long latest;

  int size() {
    return waiting.size() + open.map(round -> round.reads().size()).orElse(0);
  }

  void add(long read) {
    waiting.add(read);
  }

  /** The latest round begun, which every request to a follower names. */
  long latest() {
    return latest;
  }

  boolean mayBegin() {
    return open.isEmpty() && !waiting.isEmpty();
  }

  /** Begins a round for all that wait; they may be served at this commit index. */
  void begin(long index) {
    Invariant.check(mayBegin(), "round %d is open or no read waits", latest);
    latest++;
    open = Optional.of(new Round(latest, index, List.copyOf(waiting)));
    waiting.clear();
  }

  /** Closes the open round if a majority has acknowledged it. */
  Optional<Round> confirm(long acknowledged) {
    Optional<Round> confirmed = open.filter(round -> round.number() <= acknowledged);
    if (confirmed.isPresent()) {
      open = Optional.empty();
    }
    return confirmed;
  }

  /** All reads not served, in the order in which they came. */
  List<Long> unserved() {
    return Stream.concat(open.stream().flatMap(round -> round.reads().stream()), waiting.stream())
        .toList();
  }
}
