package dev.assay.checkers.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.linearizability.Rung;
import dev.assay.checkers.linearizability.RungWords;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Smallest histories that have no order, and those that just have one. An operation is
 * call-return:what, with ? for never: p1 puts 1, t1 takes 1, n finds nothing, u takes nobody knows
 * what. They are named a, b, c.
 */
final class UniqueElementsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          queue | 0-1:p1 2-3:p2 4-5:t2 6-7:t1     | clash abcd
          queue | 0-3:p1 1-2:p2 4-5:t2 6-7:t1     | order bacd
          queue | 0-1:p1 2-3:p2 4-7:t2 5-6:t1     | order abdc
          queue | 0-1:p1 2-3:t1 4-5:t1            | clash bc
          queue | 0-1:t1 2-3:p1                   | clash ab
          queue | 0-2:t1 1-3:p1                   | order ba
          queue | 0-1:t1                          | clash a
          queue | 0-1:p1 2-3:n 4-5:t1             | clash abc
          queue | 0-1:p1 2-5:n 4-6:t1             | order acb
          queue | 0-3:p1 1-2:n 4-5:t1             | order bac
          queue | 0-1:n 2-3:p1 4-5:n              | clash bc
          queue | 0-1:p1 2-3:p2 4-7:n 5-6:t1 8-9:t2 | clash bce
          queue | 0-1:p1 2-5:p2 3-6:n 4-7:t1 8-9:t2 | order adcbe
          queue | 0-1:p1 2-3:p2 4-5:t2            | clash abc
          queue | 0-1:p1 2-3:p2 4-?:u 5-6:t2      | order abcd
          queue | 0-1:p1 2-3:p2 4-5:t2 6-?:u      | clash abc
          queue | 0-1:p1 2-3:p2 4-?:u 5-6:n       | clash abcd
          queue | 0-1:p1 2-3:p1                   | declined
          queue | 0-?:p1 1-2:n                    | order b
          stack | 0-1:p1 2-3:p2 4-5:t1 6-7:t2     | clash abcd
          stack | 0-3:p1 1-2:p2 4-5:t1 6-7:t2     | order bacd
          stack | 0-1:p1 2-3:p2 4-7:t1 5-6:t2     | order abdc
          stack | 0-1:p1 2-4:p2 3-5:t1 6-7:t2     | order acbd
          stack | 0-1:p1 2-3:p2 4-5:t1            | clash abc
          stack | 0-1:p1 2-3:p2 4-?:u 5-6:t1      | order abcd
          stack | 0-1:p1 2-3:p2 4-5:t1 6-?:u      | clash abc
          stack | 0-1:p1 2-3:n                    | clash ab
          stack | 0-1:p1 2-3:t1 4-5:n 6-7:p2      | order abcd
          stack | 0-1:p1 2-3:p2 4-5:t2 6-7:n 8-9:t1 | clash ade
          smallest | 0-1:p2 2-3:p1 4-5:t2 6-7:t1  | clash abcd
          smallest | 0-1:p2 2-4:p1 3-5:t2 6-7:t1  | order acbd
          smallest | 0-1:p2 2-3:p1 4-7:t2 5-6:t1  | order abdc
          smallest | 0-1:p2 2-3:p1 4-5:t1 6-7:t2  | order abcd
          smallest | 0-1:p2 2-3:p1 4-5:t2         | clash abc
          smallest | 0-1:p2 2-3:p1 4-?:u 5-6:t2   | order abcd
          smallest | 0-1:p2 2-3:p1 4-5:t2 6-?:u   | clash abc
          smallest | 0-1:p1 2-3:n                 | clash ab
          smallest | 0-1:p1 2-4:t1 3-5:n          | order abc
          """)
  void decides(String kind, String operations, String answer) {
    assertThat(answer(kind, operations(operations))).isEqualTo(answer);
  }

  private static String answer(String kind, List<Operation> operations) {
    ContainerCall.Reader reader = UniqueElementsTest::call;
    Rung rung =
        switch (kind) {
          case "queue" -> UniqueElements.queue(reader);
          case "stack" -> UniqueElements.stack(reader);
          default -> UniqueElements.priorityQueue(reader);
        };
    return RungWords.of(rung, operations);
  }

  private static ContainerCall call(Operation operation) {
    return switch (operation.f().charAt(0)) {
      case 'p' -> new ContainerCall.Put(operation.input());
      case 't' -> new ContainerCall.Take(operation.input());
      case 'n' -> new ContainerCall.Nothing();
      default -> new ContainerCall.Unclear();
    };
  }

  private static List<Operation> operations(String text) {
    List<Operation> operations = new ArrayList<>();
    for (String one : text.strip().split(" ", -1)) {
      String[] parts = one.split("[-:]", -1);
      long call = Long.parseLong(parts[0]);
      boolean isUnknown = parts[1].equals("?");
      long end = isUnknown ? Operation.NEVER : Long.parseLong(parts[1]);
      Value element =
          parts[2].length() > 1 ? Value.of(Long.parseLong(parts[2].substring(1))) : Value.NIL;
      Outcome outcome = isUnknown ? new Outcome.Unknown("") : new Outcome.Ok(element);
      operations.add(
          new Operation(call, new ProcessId(call), parts[2], element, outcome, call, end, end));
    }
    operations.sort(Comparator.comparingLong(Operation::index));
    return operations;
  }
}
