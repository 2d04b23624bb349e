package dev.assay.workloads.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.MembershipChange;
import dev.assay.raft.quorum.NodeId;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which members may follow which: all steps that Raft takes, and none that it must not. */
final class MemberStepsTest {
  private static final Membership THREE = Membership.ofVoters(List.of(id("a"), id("b"), id("c")));

  /** A fourth comes, and c leaves. */
  private static final Membership LEARNING = THREE.toward(change("d", "c")).orElseThrow();

  private static final Membership JOINT = LEARNING.promoted();

  @Test
  void everyStepOfAChangeFollows() {
    follows(THREE, LEARNING);
    follows(LEARNING, JOINT);
    follows(JOINT, JOINT.settled());
    follows(LEARNING, LEARNING.abandoned());
    follows(THREE, THREE.toward(change("", "c")).orElseThrow());
    follows(THREE, THREE.toward(change("a", "")).orElseThrow());
  }

  @Test
  void whoJoinsDoesNotKnowWhatCameBefore() {
    follows(Membership.EMPTY, JOINT);
  }

  @Test
  void votersChangeByJointConsensusOnly() {
    refused(THREE, Membership.ofVoters(List.of(id("a"), id("b"))));
    refused(THREE, JOINT);
    refused(LEARNING, JOINT.settled());
    refused(LEARNING, LEARNING);
  }

  @Test
  void whatWasBegunIsWhatComesOfIt() {
    refused(LEARNING, joint(List.of("a", "b", "c", "d"), List.of("a", "b", "c")));
    refused(LEARNING, joint(List.of("a", "b", "d"), List.of("a", "b")));
    refused(JOINT, THREE);
    refused(JOINT, LEARNING);
  }

  private static void follows(Membership before, Membership next) {
    assertThat(MemberSteps.faultOf(before, next)).isEmpty();
  }

  private static void refused(Membership before, Membership next) {
    assertThat(MemberSteps.faultOf(before, next)).isPresent();
  }

  private static Membership joint(List<String> voters, List<String> outgoing) {
    return new Membership(ids(voters), ids(outgoing), new TreeSet<>(), new TreeMap<>());
  }

  /** Of nodes named with one letter each. */
  private static MembershipChange change(String add, String remove) {
    TreeMap<NodeId, String> added = new TreeMap<>();
    letters(add).forEach(node -> added.put(node, node.name() + ":1"));
    return new MembershipChange(added, letters(remove));
  }

  private static SortedSet<NodeId> letters(String names) {
    return names.isEmpty() ? new TreeSet<>() : ids(Arrays.asList(names.split("")));
  }

  private static SortedSet<NodeId> ids(List<String> names) {
    return names.stream().map(MemberStepsTest::id).collect(Collectors.toCollection(TreeSet::new));
  }

  private static NodeId id(String name) {
    return new NodeId(name);
  }
}
