package dev.assay.raft;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.Payload;
import dev.assay.raft.log.RecoveredLog;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.message.Message.VoteReply;
import dev.assay.raft.quorum.NodeId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The safety properties of figure 3, checked on what cores emit, with no look inside them. Each
 * check is cheap: instead of comparing logs, it remembers what was ever seen at a place.
 */
final class SafetyOracle {
  private record Ballot(NodeId voter, long term) {}

  private record Made(Entry.Kind kind, Payload payload, long previousTerm) {}

  private record Chosen(Entry entry, long commitTerm) {}

  private record Reign(NodeId leader, long term, LogCopy log) {}

  private record Question(ReadKind kind, long floor) {}

  private final Map<NodeId, LogCopy> logs = new HashMap<>();
  private final Map<NodeId, Long> leading = new HashMap<>();
  private final Map<NodeId, Long> commits = new HashMap<>();
  private final TreeMap<Long, Reign> reigns = new TreeMap<>();
  private final Map<Ballot, NodeId> votes = new HashMap<>();
  private final Map<LogPosition, Made> made = new HashMap<>();

  /** Place i holds what is committed at index i + 1, and the state after it once applied. */
  private final List<Chosen> chosen = new ArrayList<>();

  private final Map<Long, StateImage> states = new HashMap<>();
  private final Map<Long, Question> questions = new HashMap<>();
  private final Map<ReadKind, Integer> served = new EnumMap<>(ReadKind.class);
  private int restored;
  private int changed;
  private int transferred;

  void restarted(NodeId node, RecoveredLog recovered, StateImage state) {
    LogPosition base = recovered.snapshot().map(SnapshotHead::last).orElse(LogPosition.ZERO);
    logs.put(node, new LogCopy(base, recovered.entries()));
    leading.remove(node);
    commits.put(node, base.index());
    sameState(node, state);
  }

  void readAsked(long read, ReadKind kind) {
    questions.put(read, new Question(kind, commitMax()));
  }

  long commitMax() {
    return chosen.size();
  }

  int readsServed() {
    return readsServed(ReadKind.QUORUM) + readsServed(ReadKind.LEASE);
  }

  int readsServed(ReadKind kind) {
    return served.getOrDefault(kind, 0);
  }

  int leaders() {
    return reigns.size();
  }

  int restored() {
    return restored;
  }

  int changed() {
    return changed;
  }

  int transferred() {
    return transferred;
  }

  LogCopy log(NodeId node) {
    return Cluster.known(logs.get(node), node);
  }

  /**
   * Takes a write, before the other effects of its step, which may already speak of it.
   *
   * @param leads after the step
   */
  void wrote(NodeId node, List<Entry> entries, boolean leads) {
    LogCopy log = log(node);
    if (entries.isEmpty()) {
      return;
    }
    long first = entries.getFirst().index();
    require(
        !leads || !leading.containsKey(node) || first == log.lastIndex() + 1,
        "leader append-only: %s writes entry %d, its log ends at %d",
        node,
        first,
        log.lastIndex());
    log.put(entries);
    for (Entry entry : entries) {
      Made now = new Made(entry.kind(), entry.payload(), log.term(entry.index() - 1));
      Made before = made.putIfAbsent(entry.position(), now);
      // Same index and term: same entry, and the same term before; so by induction the same log.
      require(
          before == null || before.equals(now),
          "log matching: %s is %s here and %s elsewhere",
          entry.position(),
          now,
          before);
    }
  }

  /**
   * Takes an effect but a write.
   *
   * @param state of the node after it
   */
  void observe(NodeId node, Effect effect, StateImage state) {
    switch (effect) {
      case Effect.Apply(List<Entry> committed) -> applied(node, committed, state);
      case Effect.Restore(SnapshotHead head) -> {
        restored++;
        log(node).restartAfter(head.last());
        commits.put(node, head.last().index());
        sameState(node, state);
      }
      case Effect.ReadReady(long read, long index) -> readIsFresh(read, index);
      case Effect.Changed _ -> changed++;
      case Effect.Transferred _ -> transferred++;
      case Effect.Noted(RaftEvent event) -> noted(node, event);
      case Effect.Send send
          when send.message().body() instanceof VoteReply(boolean granted) && granted ->
          oneVote(node, send.message().term(), send.message().to());
      case Effect.Send _,
          Effect.Persist _,
          Effect.Accepted _,
          Effect.Rejected _,
          Effect.ReadFailed _,
          Effect.ChangeRefused _,
          Effect.TransferFailed _,
          Effect.Compact _,
          Effect.ReadChunk _,
          Effect.StoreChunk _ -> {}
    }
  }

  private void noted(NodeId node, RaftEvent event) {
    switch (event) {
      case RaftEvent.BecameLeader(long term, LogPosition last) -> electionSafety(node, term, last);
      case RaftEvent.BecameFollower _ -> leading.remove(node);
      case RaftEvent.Committed(long term, long index) -> committed(node, term, index);
      default -> {}
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
  private void electionSafety(NodeId node, long term, LogPosition last) {
    Reign now = new Reign(node, term, log(node).copyTo(last.index()));
    Reign before = reigns.putIfAbsent(term, now);
    require(
        before == null,
        "election safety: %s and %s lead term %d",
        node,
        before == null ? node : before.leader(),
        term);
    leading.put(node, term);
    for (int i = chosen.size() - 1; i >= 0; i--) {
      Chosen entry = chosen.get(i);
      if (entry.commitTerm() < term) {
        leaderCompleteness(now, entry); // By log matching, it has all before it too.
        break;
      }
    }
  }

  private void committed(NodeId node, long term, long index) {
    long before = commits.getOrDefault(node, 0L);
    require(index > before, "%s committed %d after %d", node, index, before);
    commits.put(node, index);
    LogCopy log = log(node);
    for (long i = before + 1; i <= index; i++) {
      Chosen now = new Chosen(log.at(i), term);
      if (i > chosen.size()) {
        require(i == chosen.size() + 1, "%s commits %d, nobody %d", node, i, i - 1);
        chosen.add(now);
        checkLaterReigns(now);
      } else {
        Chosen known = chosen.get((int) i - 1);
        require(
            known.entry().equals(now.entry()),
            "state machine safety: %s committed where %s was",
            now,
            known);
        if (term < known.commitTerm()) {
          chosen.set((int) i - 1, now);
          checkLaterReigns(now);
        }
      }
    }
  }

  private void checkLaterReigns(Chosen entry) {
    for (Reign reign : reigns.tailMap(entry.commitTerm(), false).values()) {
      leaderCompleteness(reign, entry);
    }
  }

  /** An entry committed in a term is in the log of every leader of a later term. */
  private static void leaderCompleteness(Reign reign, Chosen chosen) {
    require(
        reign.log().holds(chosen.entry()),
        "leader completeness: %s leads term %d without %s, committed in term %d",
        reign.leader(),
        reign.term(),
        chosen.entry(),
        chosen.commitTerm());
  }

  /** Each node applies without a gap, and all nodes the same. */
  private void applied(NodeId node, List<Entry> committed, StateImage state) {
    for (Entry entry : committed) {
      Chosen known = entry.index() <= chosen.size() ? chosen.get((int) entry.index() - 1) : null;
      require(
          known != null && known.entry().equals(entry),
          "state machine safety: %s applied %s where %s is committed",
          node,
          entry,
          known);
    }
    sameState(node, state);
  }

  private void sameState(NodeId node, StateImage state) {
    StateImage before = states.putIfAbsent(state.index(), state);
    require(
        before == null || before.equals(state),
        "state machine safety: %s is in %s, another was in %s",
        node,
        state,
        before);
  }

  /** A read sees all that was committed anywhere before it was asked (linearizability). */
  private void readIsFresh(long read, long index) {
    Question question = questions.remove(read);
    require(question != null, "read %d was served twice or never asked", read);
    if (question != null) {
      require(
          index >= question.floor(),
          "stale read: read %d (%s) served at %d, %d was committed before it was asked",
          read,
          question.kind(),
          index,
          question.floor());
      served.merge(question.kind(), 1, Integer::sum);
    }
  }

  @SuppressWarnings("AnnotateFormatMethod") // As in Invariant.
  static void require(boolean condition, String format, @Nullable Object... values) {
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
