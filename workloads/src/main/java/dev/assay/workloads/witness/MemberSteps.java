package dev.assay.workloads.witness;

import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which members may come after which: one that votes does so by joint consensus of those before and
 * those after (§6), and each step says what the next one is.
 */
final class MemberSteps {
  private MemberSteps() {}

  /** What is wrong with these members after those. */
  static Optional<String> faultOf(Membership before, Membership next) {
    if (before.isEmpty()) {
      return Optional.empty(); // Of one that joins, and has not seen how it came to that.
    }
    boolean follows =
        before.isJoint()
            ? isPlain(next, before.voters())
            : before.learners().isEmpty()
                ? begins(before, next)
                : isPlain(next, before.voters()) || promotes(before, next);
    return follows
        ? Optional.empty()
        : Optional.of("writes %s after %s".formatted(words(next), words(before)));
  }

  private static boolean isPlain(Membership next, SortedSet<NodeId> voters) {
    return next.voters().equals(voters) && !next.isChanging();
  }

  /** A change begins with learners, or where voters only leave; or addresses alone change. */
  private static boolean begins(Membership before, Membership next) {
    return next.isJoint()
        ? next.outgoing().equals(before.voters())
            && before.voters().containsAll(next.voters())
            && next.learners().isEmpty()
        : next.voters().equals(before.voters());
  }

  private static boolean promotes(Membership before, Membership next) {
    SortedSet<NodeId> voters = new TreeSet<>(before.voters());
    voters.addAll(before.learners());
    voters.removeAll(before.departing());
    return next.voters().equals(voters)
        && next.outgoing().equals(before.voters())
        && next.learners().isEmpty();
  }

  /** Members as part of a sentence. */
  static String words(Membership members) {
    return "voters %s%s%s%s"
        .formatted(
            members.voters(),
            members.isJoint() ? ", outgoing " + members.outgoing() : "",
            members.learners().isEmpty() ? "" : ", learners " + members.learners(),
            members.departing().isEmpty() ? "" : ", departing " + members.departing());
  }
}
