package dev.assay.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Found by {@code simulate --seeds 8 --faults membership}. */
class FollowersTest {
  private static final NodeId N1 = new NodeId("n1");
  private static final NodeId N2 = new NodeId("n2");
  private static final NodeId N3 = new NodeId("n3");

  /** A node that was removed, lost its disk and is added again was taken to have its old log. */
  @Test
  void whoIsAMemberAgainHasAcknowledgedNothing() {
    Membership three = Membership.ofVoters(List.of(N1, N2, N3));
    Followers followers =
        new Followers(
            new RaftConfig(N1, three, new RaftTiming(20, 40, 2), RaftLimits.STANDARD, Set.of()));
    followers.follow(three, 1, 1, 80);
    progress(followers).accepted(7, 0);
    followers.follow(Membership.ofVoters(List.of(N1, N2)), 8, 5, 80);
    assertThat(progress(followers).match()).as("still told that it left").isEqualTo(7);
    followers.follow(three, 9, 6, 80);
    assertThat(progress(followers).match()).isZero();
    assertThat(progress(followers).next()).isEqualTo(9);
    assertThat(progress(followers).counts(5)).as("an answer of before").isFalse();
    assertThat(progress(followers).counts(6)).isTrue();
  }

  @Test
  void whoStaysKeepsWhatItHasAcknowledged() {
    Membership three = Membership.ofVoters(List.of(N1, N2, N3));
    Followers followers =
        new Followers(
            new RaftConfig(N1, three, new RaftTiming(20, 40, 2), RaftLimits.STANDARD, Set.of()));
    followers.follow(three, 1, 1, 80);
    progress(followers).accepted(7, 0);
    followers.follow(Membership.ofVoters(List.of(N1, N3)), 8, 5, 80);
    assertThat(progress(followers).match()).isEqualTo(7);
    assertThat(progress(followers).counts(0)).isTrue();
  }

  private static Progress progress(Followers followers) {
    return Objects.requireNonNull(followers.get(N3));
  }
}
