package dev.assay.node;

import dev.assay.node.peer.PeerMessage;
import dev.assay.raft.RaftCore;
import dev.assay.raft.RaftRole;
import dev.assay.raft.log.MalformedBytesException;
import dev.assay.raft.log.MembershipCodec;
import dev.assay.raft.log.Payload;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.MembershipChange;
import dev.assay.raft.quorum.NodeId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether this node belongs to a channel, and who else does, beyond what the ordering itself tells:
 * who was removed hears no more of it, and is told by those whom it asks to make it primary.
 */
final class Belonging {
  private final String channel;
  private final NodeId self;
  private final RaftCore core;
  private final Replica replica;
  private final Surroundings surroundings;

  /** The members after this node was removed, as far as somebody told it; empty: it was not. */
  private Optional<Membership> removed = Optional.empty();

  Belonging(
      String channel, NodeId self, RaftCore core, Replica replica, Surroundings surroundings) {
    this.channel = channel;
    this.self = self;
    this.core = core;
    this.replica = replica;
    this.surroundings = surroundings;
  }

  /** A primary writes to this node: whatever was told before, it belongs to the channel. */
  void primaryHeard() {
    removed = Optional.empty();
  }

  /** Whether this node has been told that it does not belong here, and keeps quiet. */
  boolean quiet() {
    return removed.isPresent();
  }

  /** Whether this node was removed, as far as it knows. */
  boolean isRemoved() {
    Membership latest = core.membership();
    return removed.isPresent() || (!latest.isEmpty() && !latest.contains(self));
  }

  /** Who stands for primary and is no member any more is told so. */
  void tellStranger(NodeId from) {
    Membership members = replica.members();
    boolean stranger = !members.isEmpty() && !members.contains(from);
    if (stranger && !core.membership().contains(from) && surroundings.understands(from.name())) {
      surroundings.send(
          from.name(),
          new PeerMessage.NotMember(
              channel, replica.applied(), Payload.owning(MembershipCodec.encode(members))));
    }
  }

  /** Somebody says that this node is no member any more; believed if it is news. */
  void told(String from, PeerMessage.NotMember notice) throws MalformedBytesException {
    Membership members = MembershipCodec.decode(notice.members().toBytes());
    if (removed.isEmpty() && notice.index() > replica.applied() && !members.contains(self)) {
      removed = Optional.of(members);
      surroundings.note("removed", core.term(), "says " + from);
    }
  }

  /** The members, unless a change of them is under way. */
  Optional<Membership> settled() {
    // Who is removed may hear of it and never of the end of it.
    Membership latest = core.membership();
    Membership members = removed.orElse(latest.contains(self) ? replica.members() : latest);
    return members.isEmpty() || members.isChanging() ? Optional.empty() : Optional.of(members);
  }

  /** As primary: what has to change until the members are these; empty: nothing now. */
  Optional<MembershipChange> changeTo(Membership target) {
    Membership now = core.membership();
    if (core.role() != RaftRole.LEADER || now.isChanging()) {
      return Optional.empty();
    }
    SortedMap<NodeId, String> add = new TreeMap<>(target.addresses());
    add.entrySet().removeAll(now.addresses().entrySet());
    SortedSet<NodeId> remove = new TreeSet<>(now.voters());
    remove.removeAll(target.voters());
    return add.isEmpty() && remove.isEmpty()
        ? Optional.empty()
        : Optional.of(new MembershipChange(add, remove));
  }
}
