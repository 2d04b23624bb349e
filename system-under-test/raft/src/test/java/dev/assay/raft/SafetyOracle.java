package dev.assay.raft;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.Payload;
import dev.assay.raft.message.Message.VoteReply;
import dev.assay.raft.quorum.NodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The safety properties of figure 3, checked on what cores emit, with no look inside them. Each
 * check is cheap: instead of comparing logs, it remembers what was ever seen at a place.
 */
final class SafetyOracle {
  private record Ballot(NodeId voter, long term) {}

  private record Made(Payload payload, long previousTerm) {}

  private record Chosen(Entry entry, long commitTerm) {}

  private record Reign(NodeId leader, long term, List<Entry> log) {}

  private final Map<Long, Reign> reigns = new HashMap<>();
  private final Map<Ballot, NodeId> votes = new HashMap<>();
  private final Map<LogPosition, Made> made = new HashMap<>();
  private final Map<Long, Chosen> chosen = new HashMap<>();
  private final Map<NodeId, Long> applied = new HashMap<>();
  private final Map<Long, Long> readFloors = new HashMap<>();
  private long commitMax;
  private long readsServed;

  void restarted(NodeId node) {
    applied.put(node, 0L);
  }

  void readAsked(long read) {
    readFloors.put(read, commitMax);
  }

  long commitMax() {
    return commitMax;
  }

  long readsServed() {
    return readsServed;
  }

  int leaders() {
    return reigns.size();
  }

  /**
   * Takes a step's effects.
   *
   * @param log the node's log after the step
   */
  void observe(NodeId node, List<Effect> effects, List<Entry> log) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Persist persist -> logMatching(persist.entries(), log);
        case Effect.Apply apply -> stateMachineSafety(node, apply.committed());
        case Effect.ReadReady(long read, long index) -> readIsFresh(read, index);
        case Effect.Noted(RaftEvent.BecameLeader(long term, LogPosition last)) ->
            electionSafety(node, term, log.subList(0, (int) last.index()));
        case Effect.Noted(RaftEvent.Committed(long term, long index)) ->
            committed(log, term, index);
        case Effect.Send send
            when send.message().body() instanceof VoteReply(boolean granted) && granted ->
            oneVote(node, send.message().term(), send.message().to());
        case Effect.Send _,
            Effect.Accepted _,
            Effect.Rejected _,
            Effect.ReadFailed _,
            Effect.Changed _,
            Effect.ChangeRefused _,
            Effect.Transferred _,
            Effect.TransferFailed _,
            Effect.Compact _,
            Effect.ReadChunk _,
            Effect.StoreChunk _,
            Effect.Restore _,
            Effect.Noted _ -> {}
      }
    }
  }

  private void oneVote(NodeId voter, long term, NodeId candidate) {
    NodeId before = votes.putIfAbsent(new Ballot(voter, term), candidate);
    require(
        before == null || before.equals(candidate),
        "one vote a term: %s voted for %s and %s in term %d",
        voter,
        before,
        candidate,
        term);
  }

  /** At most one leader in a term; and leader completeness for what is committed so far. */
  private void electionSafety(NodeId node, long term, List<Entry> log) {
    Reign before = reigns.putIfAbsent(term, new Reign(node, term, List.copyOf(log)));
    require(before == null, "election safety: %s and %s lead term %d", node, before, term);
    chosen.values().forEach(entry -> leaderCompleteness(new Reign(node, term, log), entry));
  }

  private void committed(List<Entry> log, long term, long index) {
    for (long i = index; i >= 1; i--) {
      Entry entry = log.get((int) i - 1);
      Chosen before = chosen.get(i);
      if (before != null && before.commitTerm() <= term && before.entry().equals(entry)) {
        break; // By log matching, all before it is known as well.
      }
      require(
          before == null || before.entry().equals(entry),
          "state machine safety: %s committed where %s was",
          entry,
          before);
      Chosen now = new Chosen(entry, term);
      chosen.put(i, now);
      reigns.values().forEach(reign -> leaderCompleteness(reign, now));
    }
    commitMax = Math.max(commitMax, index);
  }

  /** An entry committed in a term is in the log of every leader of a later term. */
  private static void leaderCompleteness(Reign reign, Chosen chosen) {
    int index = (int) chosen.entry().index();
    require(
        reign.term() <= chosen.commitTerm()
            || (reign.log().size() >= index && reign.log().get(index - 1).equals(chosen.entry())),
        "leader completeness: %s leads term %d without %s, committed in term %d",
        reign.leader(),
        reign.term(),
        chosen.entry(),
        chosen.commitTerm());
  }

  /** Same index and term: same payload, and the same term before; so by induction the same log. */
  private void logMatching(List<Entry> entries, List<Entry> log) {
    for (Entry entry : entries) {
      int index = (int) entry.index();
      long previousTerm = index == 1 ? 0 : log.get(index - 2).term();
      Made now = new Made(entry.payload(), previousTerm);
      Made before = made.putIfAbsent(entry.position(), now);
      require(
          before == null || before.equals(now),
          "log matching: %s is %s here and %s elsewhere",
          entry.position(),
          now,
          before);
    }
  }

  /** Each node applies 1, 2, 3 and so on in a life, and all nodes the same. */
  private void stateMachineSafety(NodeId node, List<Entry> committed) {
    for (Entry entry : committed) {
      long last = applied.getOrDefault(node, 0L);
      require(entry.index() == last + 1, "%s applied %d after %d", node, entry.index(), last);
      applied.put(node, entry.index());
      Chosen known = chosen.get(entry.index());
      require(
          known != null && known.entry().equals(entry),
          "state machine safety: %s applied %s where %s is committed",
          node,
          entry,
          known);
    }
  }

  /** A read sees all that was committed anywhere before it was asked (linearizability). */
  private void readIsFresh(long read, long index) {
    Long floor = readFloors.remove(read);
    require(floor != null, "read %d was served twice or never asked", read);
    require(
        floor != null && index >= floor,
        "stale read: read %d served at %d, %d was committed before it was asked",
        read,
        index,
        floor);
    readsServed++;
  }

  @SuppressWarnings("AnnotateFormatMethod") // As in Invariant.
  private static void require(boolean condition, String format, @Nullable Object... values) {
    if (!condition) {
      throw new UnsafeHistory(String.format(format, values));
    }
  }

  /** A safety property is broken. */
  static final class UnsafeHistory extends AssertionError {
    private static final long serialVersionUID = 1L;

    UnsafeHistory(String message) {
      super(message);
    }
  }
}
