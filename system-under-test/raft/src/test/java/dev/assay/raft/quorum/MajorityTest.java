package dev.assay.raft.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MajorityTest {
  @Test
  void twoMajoritiesShareAVoter() {
    assertThat(IntStream.rangeClosed(1, 9).map(Majority::of))
        .containsExactly(1, 2, 2, 3, 3, 4, 4, 5, 5);
  }

  /** All clusters of up to five voters, each from 0 to 3, against counting. */
  @Test
  void reachedIsTheHighestNumberThatAMajorityHas() {
    for (int voters = 1; voters <= 5; voters++) {
      for (int code = 0; code < 1 << (2 * voters); code++) {
        long[] numbers = new long[voters];
        for (int i = 0; i < voters; i++) {
          numbers[i] = (code >> (2 * i)) & 3;
        }
        long counted = 3;
        while (reachedBy(numbers, counted) < Majority.of(voters)) {
          counted--;
        }
        assertThat(Majority.reached(numbers)).as(Arrays.toString(numbers)).isEqualTo(counted);
      }
    }
  }

  private static long reachedBy(long[] numbers, long floor) {
    return Arrays.stream(numbers).filter(number -> number >= floor).count();
  }

  @Test
  void repeatedGrantCountsOnce() {
    Tally tally = new Tally(Membership.ofVoters(nodes("n1", "n2", "n3")));
    tally.grant(new NodeId("n1"));
    tally.grant(new NodeId("n1"));
    assertThat(tally.won()).isFalse();
    tally.grant(new NodeId("n2"));
    assertThat(tally.won()).isTrue();
  }

  /** Joint consensus: a majority of either set, and nobody else counts (§6). */
  @Test
  void jointConsensusNeedsBothMajorities() {
    Membership joint =
        new Membership(nodes("n1", "n2", "n3"), nodes("n3", "n4", "n5"), nodes(), new TreeMap<>());
    Tally tally = new Tally(joint);
    for (String name : List.of("n1", "n2", "n3", "n9")) {
      tally.grant(new NodeId(name));
      assertThat(tally.won()).as("after %s", name).isFalse();
    }
    tally.grant(new NodeId("n5"));
    assertThat(tally.won()).isTrue();
  }

  private static SortedSet<NodeId> nodes(String... names) {
    SortedSet<NodeId> nodes = new TreeSet<>();
    for (String name : names) {
      nodes.add(new NodeId(name));
    }
    return nodes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "n/1", "ä", "n\n"})
  void badNamesAreRefused(String name) {
    assertThatThrownBy(() -> new NodeId(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be 1 to 64 of A-Z a-z 0-9 . _ -");
  }
}
