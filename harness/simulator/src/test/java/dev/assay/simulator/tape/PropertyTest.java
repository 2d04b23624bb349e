package dev.assay.simulator.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PropertyTest {
  @Test
  void aPropertyThatHoldsIsTriedOnEveryCase() {
    List<Long> seen = new ArrayList<>();
    Property.check(1, 50, tape -> seen.add(tape.below(1_000_000)));
    assertThat(seen).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void aFailingListShrinksToItsOneGuiltyElement() {
    List<Long> last = new ArrayList<>();
    assertThatThrownBy(
            () ->
                Property.check(
                    1,
                    1_000,
                    tape -> {
                      List<Long> numbers = tape.list(50, t -> t.below(1_000));
                      last.clear();
                      last.addAll(numbers);
                      assertThat(numbers).allMatch(number -> number < 137);
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("smallest tape found: [1, 137]");
    assertThat(last).containsExactly(137L);
  }

  @Test
  void theTapeInTheMessageRepeatsTheFailure() {
    Tape tape = Tape.replay(List.of(1L, 137L));
    assertThat(tape.list(50, t -> t.below(1_000))).containsExactly(137L);
  }

  @Test
  void aGivenChoiceThatIsTooLargeBecomesTheLargest() {
    assertThat(Tape.replay(List.of(99L)).below(10)).isEqualTo(9);
  }

  @Test
  void beyondTheTapeEveryChoiceIsTheSimplest() {
    Tape tape = Tape.replay(List.of());
    assertThat(tape.flip()).isFalse();
    assertThat(tape.between(3, 9)).isEqualTo(3);
    assertThat(tape.pick(List.of("a", "b"))).isEqualTo("a");
    assertThat(tape.list(5, Tape::flip)).isEmpty();
  }

  @Test
  void aCaseWithoutEndIsRefused() {
    assertThatThrownBy(
            () ->
                Property.check(
                    1,
                    1,
                    tape -> {
                      while (tape.below(1) == 0) {
                        tape.flip();
                      }
                    }))
        .hasMessageContaining("over 100000 choices in one case");
  }
}
