package dev.assay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RandomnessTest {
  private long now;
  private final Randomness timed = new Randomness(3, () -> now);

  @Test
  void withAClockWhatWasDrawnBeforeDoesNotMatter() {
    now = 10;
    long first = timed.next();
    long second = timed.next();
    Randomness other = new Randomness(3, () -> now);
    now = 5;
    draws(other, 4);
    now = 10;
    assertThat(draws(other, 2)).containsExactly(first, second);
  }

  @Test
  void momentsAndNamesDrawDifferently() {
    List<Long> drawn =
        LongStream.range(0, 1_000)
            .mapToObj(
                moment -> {
                  now = moment;
                  return List.of(timed.next(), timed.fork("a").next(), timed.fork("b").next());
                })
            .flatMap(List::stream)
            .toList();
    assertThat(drawn).doesNotHaveDuplicates();
  }

  @Test
  void chancesOfManyMomentsAreFair() {
    int hits = 0;
    for (now = 0; now < 100_000; now++) {
      hits += timed.chance(250_000) ? 1 : 0;
    }
    assertThat(hits).isBetween(24_000, 26_000);
  }

  @Test
  void withoutItsClockTheSameStreamGoesOn() {
    Randomness untimed = timed.untimed();
    List<Long> atOnce = draws(new Randomness(3), 6);
    List<Long> first = draws(untimed, 3);
    now = 1;
    assertThat(first).isEqualTo(atOnce.subList(0, 3));
    assertThat(draws(untimed, 3)).isEqualTo(atOnce.subList(3, 6));
  }

  private static List<Long> draws(Randomness randomness, int count) {
    return LongStream.range(0, count).mapToObj(_ -> randomness.next()).toList();
  }
}
