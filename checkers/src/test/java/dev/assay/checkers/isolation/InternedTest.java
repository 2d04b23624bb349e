package dev.assay.checkers.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.history.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers stay what they were while tables grow. */
final class InternedTest {
  private static final int MANY = 3_000;

  private static Value value(int i) {
    return i % 3 == 0 ? Value.of("text " + i) : Value.of(i % 3 == 1 ? i : -1L - i);
  }

  @Test
  void valuesKeepTheirNumbersHoweverManyThereAre() {
    Interned interned = new Interned();
    for (int i = 0; i < MANY; i++) {
      assertThat(interned.number(i % 7, value(i))).isEqualTo(i);
      assertThat(interned.number(i % 7, value(i))).isEqualTo(i);
    }
    assertThat(interned.size()).isEqualTo(MANY);
    for (int i = 0; i < MANY; i++) {
      assertThat(interned.number(i % 7, value(i))).isEqualTo(i);
      assertThat(interned.scope(i)).isEqualTo(i % 7);
      assertThat(interned.value(i)).isEqualTo(value(i));
    }
  }

  @Test
  void valueIsAnotherInAnotherScope() {
    Interned interned = new Interned();
    for (Value value : List.of(Value.of(1), Value.of("1"), Value.NIL, Value.of(true))) {
      int one = interned.number(0, value);
      int other = interned.number(1, value);
      assertThat(other).isEqualTo(one + 1);
      assertThat(interned.number(0, value)).isEqualTo(one);
    }
    assertThat(interned.size()).isEqualTo(8);
  }

  @Test
  void numbersAndTextsAreNeverTheSame() {
    assertThat(Interned.same(Value.of(1), Value.of(1))).isTrue();
    assertThat(Interned.same(Value.of(1), Value.of(2))).isFalse();
    assertThat(Interned.same(Value.of(1), Value.of("1"))).isFalse();
    assertThat(Interned.same(Value.of("1"), Value.of(1))).isFalse();
    assertThat(Interned.same(Value.of("1"), Value.of("1"))).isTrue();
  }

  @Test
  void listsOfNumbersGrowFromNothing() {
    Ints ints = new Ints(0);
    for (int i = 0; i < MANY; i++) {
      ints.add(i);
    }
    assertThat(ints.size()).isEqualTo(MANY);
    assertThat(ints.toArray()).hasSize(MANY);
    for (int i = 0; i < MANY; i++) {
      assertThat(ints.get(i)).isEqualTo(i);
    }
    ints.set(7, 70);
    assertThat(ints.get(7)).isEqualTo(70);
    ints.clear();
    assertThat(ints.toArray()).isEmpty();
  }
}
