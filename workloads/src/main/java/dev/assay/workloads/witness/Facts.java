package dev.assay.workloads.witness;

import dev.assay.raft.log.Entry;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is true of a cluster as a whole, whatever its nodes know of it. */
final class Facts {
  private static final int TERM_BITS = 20;

  private record Written(Entry entry, long termBefore) {}

  /** By index and term. */
  private final Map<Long, Written> entries = new HashMap<>();

  /** Terms of what was decided, by index. */
  private final Map<Long, Long> decided = new HashMap<>();

  /** How far primaries had decided, by their terms. */
  private final TreeMap<Long, Long> decidedIn = new TreeMap<>();

  private final TreeMap<Long, Membership> members = new TreeMap<>();
  private final Map<Long, String> leaders = new HashMap<>();

  /** By term, then by who voted. */
  private final Map<Long, Map<String, String>> votes = new HashMap<>();

  /** How stored snapshots end, by the place that they stand for. */
  private final Map<Long, byte[]> snapshots = new HashMap<>();

  private long decidedLast;
  private long ledLast;

  Facts(Membership first) {
    members.put(0L, first);
  }

  /** An entry was handed to some disk; says what is wrong with it (log matching, §5.3). */
  Optional<String> written(Entry entry, long termBefore) {
    long key = entry.index() << TERM_BITS | entry.term();
    Written known = entries.putIfAbsent(key, new Written(entry, termBefore));
    if (known == null) {
      return Optional.empty();
    }
    if (!known.entry().equals(entry)) {
      return Optional.of(
          "wrote another entry %s than others have there".formatted(entry.position()));
    }
    boolean comparable = termBefore != LogImage.NO_TERM && known.termBefore() != LogImage.NO_TERM;
    return comparable && known.termBefore() != termBefore
        ? Optional.of(
            "wrote %s after an entry of epoch %d, where others have one of epoch %d"
                .formatted(entry.position(), termBefore, known.termBefore()))
        : Optional.empty();
  }

  long decidedLast() {
    return decidedLast;
  }

  /** The term of what was decided there. */
  Optional<Long> decidedTerm(long index) {
    return Optional.ofNullable(decided.get(index));
  }

  /** How far primaries of earlier terms had decided. */
  long decidedBefore(long term) {
    long last = 0;
    for (long index : decidedIn.headMap(term).values()) {
      last = Math.max(last, index);
    }
    return last;
  }

  /** The primary of this term, whose log this is, has decided all up to here. */
  void decide(LogImage log, long last, long leaderTerm) {
    for (long index = decidedLast + 1; index <= last; index++) {
      long term = log.term(index);
      if (term != LogImage.NO_TERM) {
        decided.put(index, term);
      }
    }
    for (long index = Math.max(decidedLast, log.base()) + 1; index <= last; index++) {
      Membership there = log.membersAt(index);
      if (!there.equals(members.lastEntry().getValue())) {
        members.put(index, there);
      }
    }
    decidedLast = Math.max(decidedLast, last);
    decidedIn.merge(leaderTerm, last, Math::max);
  }

  /** The members in force at a decided index. */
  Membership membersAt(long index) {
    return members.floorEntry(index).getValue();
  }

  /** Whether it was decided, for any place after this one, that the node is no member. */
  boolean removedAfter(long index, NodeId node) {
    return !membersAt(index + 1).contains(node)
        || members.tailMap(index + 1).values().stream().anyMatch(there -> !there.contains(node));
  }

  /**
   * A stored snapshot ends so, its checksum among it: equal states give equal bytes.
   *
   * @return what is wrong with it
   */
  Optional<String> snapshotEnds(long index, byte[] end) {
    byte[] first = snapshots.putIfAbsent(index, end);
    return first == null || Arrays.equals(first, end)
        ? Optional.empty()
        : Optional.of("stores another state after %d than others".formatted(index));
  }

  /** Who led the term before this node said so, if another did. */
  Optional<String> leads(long term, String node) {
    ledLast = Math.max(ledLast, term);
    String first = leaders.putIfAbsent(term, node);
    return first == null || first.equals(node) ? Optional.empty() : Optional.of(first);
  }

  /** The primary of this term; null when there was none so far. */
  @Nullable String leader(long term) {
    return leaders.get(term);
  }

  boolean isLeader(long term, String node) {
    return node.equals(leaders.get(term));
  }

  /** The latest term that had a primary. */
  long ledLast() {
    return ledLast;
  }

  /** For whom the node has voted in this term before, if for another. */
  Optional<String> votes(long term, String node, String candidate) {
    String first = votes.computeIfAbsent(term, _ -> new HashMap<>()).putIfAbsent(node, candidate);
    return first == null || first.equals(candidate) ? Optional.empty() : Optional.of(first);
  }

  boolean hasVoteOf(String voter, long term, String candidate) {
    return candidate.equals(votes.getOrDefault(term, Map.of()).get(voter));
  }
}
