package dev.assay.checkers.sets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.linearizability.Rung;
import dev.assay.checkers.linearizability.RungWords;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Smallest histories that have no order, and those that just have one. An operation is
 * call-return:what, with ? for never: +1 adds 1, -1 removes it, y1 finds it, n1 does not, =12 shows
 * 1 and 2. They are named a, b, c.
 */
final class SetRungsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          one  | 0-1:+1 2-3:n1                 | clash ab
          one  | 0-2:+1 1-3:n1                 | order ba
          one  | 0-1:n1 2-3:+1 4-5:y1          | order abc
          one  | 0-1:y1                        | clash a
          one  | 0-1:y1 2-3:+1                 | clash ab
          one  | 0-2:y1 1-3:+1                 | order ba
          one  | 0-1:+1 2-3:-1 4-5:y1          | clash abc
          one  | 0-1:+1 2-4:-1 3-5:y1          | order acb
          one  | 0-1:-1 2-3:+1 4-5:y1          | order abc
          one  | 0-1:+1 2-3:n1 4-5:-1          | clash abc
          one  | 0-1:+1 2-9:-1 3-4:n1 5-6:y1   | clash abcd
          one  | 0-9:+1 1-8:-1 2-3:y1 4-5:n1   | order acbd
          one  | 0-?:+1 2-3:n1                 | order b
          one  | 0-?:+1 2-3:y1 4-?:-1 5-6:n1   | order abcd
          one  | 0-?:+1 2-3:y1 5-6:n1          | clash abc
          one  | 0-1:+1 2-3:+1                 | declined
          one  | 0-1:+1 2-3:y2                 | declined
          one  | 0-1:+1 2-3:=1                 | declined
          grows | 0-1:+1 2-3:=1                | order ab
          grows | 0-1:+1 2-3:=                 | clash ab
          grows | 0-2:+1 1-3:=                 | order ba
          grows | 0-1:=1                       | clash a
          grows | 0-1:=1 2-3:+1                | clash ab
          grows | 0-9:+1 1-9:+2 2-3:=1 4-5:=2  | clash abcd
          grows | 0-9:+1 1-9:+2 2-3:=1 4-5:=12 | order acbd
          grows | 0-9:+1 2-3:=1 4-5:=          | clash abc
          grows | 0-9:+1 2-5:=1 4-6:=          | order cab
          grows | 0-1:+1 2-9:+2 3-4:y2 5-6:=1  | clash bcd
          grows | 0-1:+1 2-9:+2 3-6:y2 5-7:=1  | order adbc
          grows | 0-?:+1 2-3:=                 | order b
          grows | 0-?:+1 2-3:=1                | order ab
          grows | 0-1:+1 2-3:-1                | declined
          """)
  void decides(String kind, String operations, String answer) {
    assertThat(answer(kind, operations(operations))).isEqualTo(answer);
  }

  private static String answer(String kind, List<Operation> operations) {
    SetCall.Reader reader = SetRungsTest::call;
    Rung rung = kind.equals("one") ? new UniqueChanges(reader) : new GrowingSet(reader);
    return RungWords.of(rung, operations);
  }

  private static SetCall call(Operation operation) {
    String text = operation.f();
    Set<Value> named =
        text.substring(1).chars().mapToObj(c -> Value.of(c - '0')).collect(Collectors.toSet());
    Value first = new ArrayList<>(named).stream().findFirst().orElse(Value.NIL);
    return switch (text.charAt(0)) {
      case '+' -> new SetCall.Add(first);
      case '-' -> new SetCall.Remove(first);
      case 'y' -> new SetCall.Contains(first, true);
      case 'n' -> new SetCall.Contains(first, false);
      default -> new SetCall.Seen(new HashSet<>(named));
    };
  }

  private static List<Operation> operations(String text) {
    List<Operation> operations = new ArrayList<>();
    for (String one : text.strip().split(" ", -1)) {
      String when = one.substring(0, one.indexOf(':'));
      String what = one.substring(one.indexOf(':') + 1);
      String[] times = when.split("-", -1);
      long call = Long.parseLong(times[0]);
      boolean isUnknown = times[1].equals("?");
      long end = isUnknown ? Operation.NEVER : Long.parseLong(times[1]);
      Outcome outcome = isUnknown ? new Outcome.Unknown("") : new Outcome.Ok(Value.NIL);
      operations.add(
          new Operation(call, new ProcessId(call), what, Value.NIL, outcome, call, end, end));
    }
    operations.sort(Comparator.comparingLong(Operation::index));
    return operations;
  }
}
