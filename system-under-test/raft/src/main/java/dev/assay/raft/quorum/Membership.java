package dev.assay.raft.quorum;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who belongs to a cluster and whose word counts. A change is itself data in the log: every state
 * on its way says what comes next, so that whoever leads then can go on with it.
 *
 * <ol>
 *   <li>{@code learners} receive the log and do not vote; {@code departing} says who leaves when
 *       they are promoted (thesis 4.2.1);
 *   <li>joint consensus: {@code outgoing} are the voters of before, and everything needs a majority
 *       of both sets (§6, thesis 4.3);
 *   <li>only {@code voters} are left.
 * </ol>
 *
 * <p>Immutable; the sets and the map are sorted, so that equal memberships have equal bytes.
 *
 * @param voters of the latest membership, up to {@value #VOTERS_MAX}
 * @param outgoing voters of the membership before; not empty: joint consensus
 * @param learners members that will be voters; neither in {@code voters} nor in {@code outgoing}
 * @param departing the voters that leave once the learners have caught up
 * @param addresses where members are reached: 1 to {@value #ADDRESS_LENGTH_MAX} visible ASCII
 *     characters that Raft does not look into; may be missing
 */
public record Membership(
    SortedSet<NodeId> voters,
    SortedSet<NodeId> outgoing,
    SortedSet<NodeId> learners,
    SortedSet<NodeId> departing,
    SortedMap<NodeId, String> addresses) {
  public static final int VOTERS_MAX = 9;
  public static final int ADDRESS_LENGTH_MAX = 255;

  /** What a node knows that is to join: it never campaigns and learns the rest from a leader. */
  public static final Membership EMPTY =
      new Membership(
          Collections.emptySortedSet(),
          Collections.emptySortedSet(),
          Collections.emptySortedSet(),
          Collections.emptySortedMap());

  public Membership {
    voters = copy("voters", voters);
    outgoing = copy("outgoing voters", outgoing);
    learners = copy("learners", learners);
    departing = copy("departing voters", departing);
    addresses = Collections.unmodifiableSortedMap(new TreeMap<>(addresses));
    demand(
        !voters.isEmpty() || (outgoing.isEmpty() && learners.isEmpty()),
        "a membership without voters is empty: outgoing %s, learners %s",
        outgoing,
        learners);
    demand(
        Collections.disjoint(learners, voters) && Collections.disjoint(learners, outgoing),
        "a learner does not vote: learners %s, voters %s, outgoing %s",
        learners,
        voters,
        outgoing);
    demand(
        voters.containsAll(departing) && (outgoing.isEmpty() || departing.isEmpty()),
        "only voters depart, and not in joint consensus: departing %s, voters %s, outgoing %s",
        departing,
        voters,
        outgoing);
    SortedSet<NodeId> members = union(union(voters, outgoing), learners);
    demand(
        members.containsAll(addresses.keySet()),
        "addresses of %s, members are %s",
        addresses.keySet(),
        members);
    addresses.forEach(Membership::checkAddress);
  }

  /** A membership of which no voter is about to leave. */
  public Membership(
      SortedSet<NodeId> voters,
      SortedSet<NodeId> outgoing,
      SortedSet<NodeId> learners,
      SortedMap<NodeId, String> addresses) {
    this(voters, outgoing, learners, Collections.emptySortedSet(), addresses);
  }

  /** These voters, each named once; no learners, no addresses. */
  public static Membership ofVoters(Collection<NodeId> voters) {
    demand(new TreeSet<>(voters).size() == voters.size(), "a voter is named twice: %s", voters);
    return of(new TreeSet<>(voters), Collections.emptySortedMap());
  }

  /** These voters and no learners. */
  public static Membership of(SortedSet<NodeId> voters, SortedMap<NodeId, String> addresses) {
    return new Membership(
        voters, Collections.emptySortedSet(), Collections.emptySortedSet(), addresses);
  }

  public boolean isEmpty() {
    return voters.isEmpty();
  }

  public boolean isJoint() {
    return !outgoing.isEmpty();
  }

  /** Whether a change is on its way: further steps follow without anybody asking. */
  public boolean isChanging() {
    return isJoint() || !learners.isEmpty();
  }

  public boolean isVoter(NodeId node) {
    return voters.contains(node) || outgoing.contains(node);
  }

  public boolean contains(NodeId node) {
    return isVoter(node) || learners.contains(node);
  }

  /** All voters, old and new, and learners; the caller's own. */
  public SortedSet<NodeId> members() {
    return union(union(voters, outgoing), learners);
  }

  public Optional<String> address(NodeId node) {
    return Optional.ofNullable(addresses.get(node));
  }

  /**
   * The first step toward what is asked: learners that catch up first where voters come, joint
   * consensus at once where voters only leave, and only the addresses where the voters stay. This
   * same membership if all is so already.
   *
   * @return empty if the result is not possible: without voters, or with more than {@value
   *     #VOTERS_MAX}
   */
  public Optional<Membership> toward(MembershipChange change) {
    SortedSet<NodeId> target = without(union(voters, change.add().keySet()), change.remove());
    if (target.isEmpty() || target.size() > VOTERS_MAX || isChanging()) {
      return Optional.empty();
    }
    SortedSet<NodeId> newcomers = without(change.add().keySet(), voters);
    SortedSet<NodeId> leavers = without(voters, target);
    SortedMap<NodeId, String> known = new TreeMap<>(addresses);
    known.putAll(change.add());
    Membership asked = new Membership(voters, outgoing, newcomers, leavers, known);
    return Optional.of(newcomers.isEmpty() && !leavers.isEmpty() ? asked.promoted() : asked);
  }

  /** Joint consensus of the voters of now and those with the learners and without the departing. */
  public Membership promoted() {
    SortedSet<NodeId> next = without(union(voters, learners), departing);
    return new Membership(next, voters, Collections.emptySortedSet(), addresses);
  }

  /** The end of joint consensus: only the new voters. */
  public Membership settled() {
    return ofKnown(voters);
  }

  /** The learners are given up, and with them the whole change. */
  public Membership abandoned() {
    return ofKnown(voters);
  }

  private Membership ofKnown(SortedSet<NodeId> members) {
    SortedMap<NodeId, String> known = new TreeMap<>(addresses);
    known.keySet().retainAll(members);
    return of(members, known);
  }

  private static SortedSet<NodeId> union(Collection<NodeId> some, Collection<NodeId> others) {
    SortedSet<NodeId> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  private static SortedSet<NodeId> without(Collection<NodeId> some, Collection<NodeId> others) {
    SortedSet<NodeId> left = new TreeSet<>(some);
    left.removeAll(others);
    return left;
  }

  private static SortedSet<NodeId> copy(String what, SortedSet<NodeId> nodes) {
    demand(
        nodes.size() <= VOTERS_MAX,
        "%d %s, more than %d: %s",
        nodes.size(),
        what,
        VOTERS_MAX,
        nodes);
    return Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
  }

  static void checkAddress(NodeId node, String address) {
    demand(
        !address.isEmpty()
            && address.length() <= ADDRESS_LENGTH_MAX
            && address.chars().allMatch(c -> c > ' ' && c <= '~'),
        "the address of %s must be 1 to %d visible ASCII characters: '%s'",
        node,
        ADDRESS_LENGTH_MAX,
        address.substring(0, Math.min(address.length(), ADDRESS_LENGTH_MAX)));
  }

  @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency of the core.
  private static void demand(boolean condition, String format, Object... values) {
    if (!condition) {
      throw new IllegalArgumentException(String.format(format, values));
    }
  }
}
