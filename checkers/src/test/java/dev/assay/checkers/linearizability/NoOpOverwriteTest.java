package dev.assay.checkers.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Timetable;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.checkers.model.RegisterModel;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A write of the value that is there changes nothing, and once was used up as if it were a read: a
 * later read that needed it was then called impossible. And what it overwrites, which nobody saw,
 * must be settled by it and by nothing less.
 */
final class NoOpOverwriteTest {
  private static final RegisterModel MODEL =
      new RegisterModel(Value.NIL, RegisterModel.Failures.STRICT);

  @Test
  void writeOfWhatIsThereMayBeNeededLater() {
    Timetable table =
        write(0, 0, 1, 1)
            .ok(1, 2, 20, "write", Value.of(1), Value.of(1))
            .ok(2, 3, 20, "write", Value.of(2), Value.of(2));
    read(table, 4, 5, 1);
    read(table, 6, 7, 2);
    read(table, 8, 9, 1);

    assertThat(isLinearizable(table)).isTrue();
    read(table, 10, 11, 2);
    assertThat(isLinearizable(table)).isFalse();
  }

  @Test
  void writeOfWhatIsThereSettlesThoseThatNobodySaw() {
    Timetable table =
        write(0, 0, 1, 1)
            .ok(1, 2, 6, "write", Value.of(1), Value.of(1))
            .ok(2, 3, 5, "write", Value.of(2), Value.of(2));
    read(table, 7, 8, 1);

    assertThat(isLinearizable(table)).isTrue();
  }

  @Test
  void writeThatEndedBeforeSettlesNobodyThatBeganAfterIt() {
    Timetable table =
        write(0, 0, 1, 1)
            .ok(1, 2, 3, "write", Value.of(1), Value.of(1))
            .ok(2, 4, 5, "write", Value.of(2), Value.of(2));
    read(table, 6, 7, 1);

    assertThat(isLinearizable(table)).isFalse();
  }

  /** All that can overlap in any way: reads and writes of two values. */
  @Test
  void everyHistoryOfFourIsDecidedAsItIsDefined() {
    List<int[]> pairings = new ArrayList<>();
    pair(new int[8], 0, pairings);
    int good = 0;
    for (int[] pairing : pairings) {
      for (int kinds = 0; kinds < 256; kinds++) {
        List<Operation> operations = history(pairing, kinds);
        boolean expected = BruteForce.isLinearizable(MODEL, operations);
        assertThat(
                Linearizability.check(
                        new SearchAlone<>(MODEL), operations, new Budget(Budget.Limits.DEFAULT))
                    instanceof Answer.Linearizable)
            .as("%s", operations)
            .isEqualTo(expected);
        good += expected ? 1 : 0;
      }
    }
    assertThat(pairings).hasSize(105);
    assertThat(good).isBetween(8_000, 20_000);
  }

  /** By event: the number of its operation, from 1; each twice. */
  private static void pair(int[] events, int operations, List<int[]> pairings) {
    int first = 0;
    while (first < events.length && events[first] > 0) {
      first++;
    }
    if (first == events.length) {
      pairings.add(events.clone());
      return;
    }
    for (int second = first + 1; second < events.length; second++) {
      if (events[second] == 0) {
        events[first] = operations + 1;
        events[second] = operations + 1;
        pair(events, operations + 1, pairings);
        events[first] = 0;
        events[second] = 0;
      }
    }
  }

  private static List<Operation> history(int[] pairing, int kinds) {
    Timetable table = new Timetable();
    for (int operation = 1; operation <= 4; operation++) {
      int from = -1;
      int to = -1;
      for (int event = 0; event < pairing.length; event++) {
        if (pairing[event] == operation) {
          from = from < 0 ? event : from;
          to = event;
        }
      }
      int kind = (kinds >> (2 * (operation - 1))) & 3;
      Value value = Value.of(1 + (kind & 1));
      boolean reads = (kind & 2) != 0;
      table.ok(operation, from, to, reads ? "read" : "write", reads ? Value.NIL : value, value);
    }
    return table.history().operations();
  }

  private static boolean isLinearizable(Timetable table) {
    List<Operation> operations = table.history().operations();
    Answer answer =
        Linearizability.check(
            new SearchAlone<>(MODEL), operations, new Budget(Budget.Limits.DEFAULT));
    assertThat(
            Linearizability.check(MODEL, operations, new Budget(Budget.Limits.DEFAULT))
                instanceof Answer.Linearizable)
        .isEqualTo(answer instanceof Answer.Linearizable);
    return answer instanceof Answer.Linearizable;
  }

  private static Timetable write(int process, long from, long to, long value) {
    return new Timetable().ok(process, from, to, "write", Value.of(value), Value.of(value));
  }

  private static void read(Timetable table, long from, long to, long value) {
    table.ok(9, from, to, "read", Value.NIL, Value.of(value));
  }
}
