package dev.assay.raft.quorum;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who belongs to a cluster. While {@code outgoing} is not empty two majorities are needed, one of
 * the voters and one of the outgoing (joint consensus, paper section 6, thesis 4.3).
 *
 * @param voters who elects and commits
 * @param outgoing the voters before a change that is under way; empty otherwise
 * @param learners who receives the log and counts for nothing (thesis 4.2.1)
 * @param addresses where a node is reached, opaque, up to 255 characters; may be missing
 */
public record Membership(
    SortedSet<NodeId> voters,
    SortedSet<NodeId> outgoing,
    SortedSet<NodeId> learners,
    SortedMap<NodeId, String> addresses) {
  public static final int ADDRESS_LENGTH_MAX = 255;

  /** Of a node that joins and knows nobody: it never campaigns, and learns from a leader. */
  public static final Membership EMPTY =
      new Membership(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeMap<>());

  public Membership {
    voters = Collections.unmodifiableSortedSet(new TreeSet<>(voters));
    outgoing = Collections.unmodifiableSortedSet(new TreeSet<>(outgoing));
    learners = Collections.unmodifiableSortedSet(new TreeSet<>(learners));
    addresses = Collections.unmodifiableSortedMap(new TreeMap<>(addresses));
    addresses.forEach(
        (node, address) -> {
          if (address.length() > ADDRESS_LENGTH_MAX) {
            throw new IllegalArgumentException(
                "the address of %s has %d characters, at most %d"
                    .formatted(node, address.length(), ADDRESS_LENGTH_MAX));
          }
        });
  }

  /** Voters only, no addresses. */
  public static Membership ofVoters(Collection<NodeId> voters) {
    return new Membership(new TreeSet<>(voters), new TreeSet<>(), new TreeSet<>(), new TreeMap<>());
  }
}
