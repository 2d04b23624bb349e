package dev.assay.checkers.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Recording;
import dev.assay.checkers.Timetable;
import dev.assay.checkers.Told;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import org.junit.jupiter.api.Test;

/** What is told of every anomaly, word for word, and of what can't be told. */
final class IsolationToldTest {
  private static final Told TOLD = Told.of("isolation");
  private static final Guarantee STRICT = Guarantee.STRICT_SERIALIZABLE;

  @Test
  void everyWordAboutListsIsKnown() {
    for (Histories.Case given : Histories.read("list-append.txt")) {
      TOLD.check(IsolationChecker.listAppend(STRICT), Recording.of(given.history()));
    }
  }

  @Test
  void everyWordAboutRegistersIsKnown() {
    for (Histories.Case given : Histories.read("rw-register.txt")) {
      TOLD.check(IsolationChecker.registers(STRICT), Recording.of(given.history()));
    }
  }

  @Test
  void elementsThatAreAppendedTwiceCantBeToldApart() {
    Value one = ValueJson.read("[[\"append\",\"x\",1]]");
    Value other = ValueJson.read("[[\"append\",\"x\",1],[\"append\",\"y\",2]]");
    Recording recording =
        Recording.of(
            new Timetable()
                .ok(0, 0, 1, "txn", one, one)
                .ok(1, 2, 3, "txn", other, other)
                .ok(2, 4, 5, "else", Value.NIL, Value.NIL)
                .history());
    assertThat(TOLD.check(IsolationChecker.listAppend(STRICT), recording).verdict())
        .isEqualTo(Verdict.UNKNOWN);
  }
}
