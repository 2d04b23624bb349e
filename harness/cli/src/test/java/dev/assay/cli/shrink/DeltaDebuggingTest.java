package dev.assay.cli.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DeltaDebuggingTest {
  private static final List<Integer> MANY = IntStream.range(0, 1_000).boxed().toList();

  @Test
  void onlyWhatIsNeededIsLeft() {
    Set<Integer> needed = Set.of(3, 500, 501, 998);
    assertThat(DeltaDebugging.minimized(MANY, some -> some.containsAll(needed)))
        .containsExactly(3, 500, 501, 998);
  }

  @Test
  void nothingIsLeftWhenNothingIsNeeded() {
    assertThat(DeltaDebugging.minimized(MANY, _ -> true)).isEmpty();
  }

  @Test
  void everythingIsLeftWhenEverythingIsNeeded() {
    assertThat(DeltaDebugging.minimized(MANY, some -> some.size() == MANY.size())).isEqualTo(MANY);
  }

  @Test
  void noSingleItemCanBeLeftOutOfWhatIsLeft() {
    // Any two numbers whose sum is 700 fail: which ones are left depends on the order of trials.
    List<Integer> left =
        DeltaDebugging.minimized(
            MANY, some -> some.stream().anyMatch(i -> some.contains(700 - i) && i != 350));
    assertThat(left).hasSize(2);
    assertThat(left.stream().mapToInt(Integer::intValue).sum()).isEqualTo(700);
  }

  @Test
  void aFewScoreTrialsAreEnoughForAFewItems() {
    List<Integer> trials = new ArrayList<>();
    DeltaDebugging.minimized(
        MANY,
        some -> {
          trials.add(some.size());
          return some.contains(123) && some.contains(877);
        });
    assertThat(trials).hasSizeLessThan(80);
  }
}
