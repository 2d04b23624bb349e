package dev.assay.checkers.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Checks;
import dev.assay.checkers.Recording;
import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.model.ModelChecker;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.ProcessId;
import dev.assay.history.file.ValueJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A cluster that died leaves thousands of operations open: there is a verdict, or UNKNOWN within
 * the budget. One operation is answered before them and one behind them, so that any of them may
 * matter.
 */
final class OpenAtTheEndTest {
  private static final int OPEN = 10_000;
  private static final Budget.Limits LIMITS = new Budget.Limits(500_000, 50_000, () -> false);

  /** By model or checker: what is asked, with %d a number of its own, and a last answered look. */
  private static Map<String, List<String>> asked() {
    Map<String, List<String>> asked = new TreeMap<>();
    List<String> register =
        List.of("write %d", "cas [%d,1]", "read null -> 7", "read null -> 100001");
    asked.put("register", register);
    asked.put("strict-register", register);
    List<String> keyed =
        List.of(
            "write {\"key\":\"x\",\"value\":%d}",
            "cas {\"key\":\"y\",\"value\":[%d,1]}",
            "read {\"key\":\"x\"} -> {\"key\":\"x\",\"value\":7}");
    asked.put("registers", keyed);
    asked.put("strict-registers", keyed);
    asked.put(
        "key-value",
        List.of(
            "put {\"key\":\"x\",\"value\":\"%d\"}",
            "append {\"key\":\"x\",\"value\":\"%d\"}",
            "get {\"key\":\"x\"} -> {\"key\":\"x\",\"value\":\"78\"}"));
    List<String> transactions =
        List.of(
            "txn [[\"w\",\"x\",%d],[\"r\",\"y\",null]]",
            "txn [[\"w\",\"y\",%d]]", "txn [[\"r\",\"x\",null]] -> [[\"r\",\"x\",7]]");
    asked.put("multi-register", transactions);
    asked.put("rw-register", transactions);
    asked.put(
        "list-append",
        List.of(
            "txn [[\"append\",\"x\",%d],[\"r\",\"y\",null]]",
            "txn [[\"append\",\"y\",%d]]", "txn [[\"r\",\"x\",null]] -> [[\"r\",\"x\",[7,9]]]"));
    asked.put("mutex", List.of("acquire null", "release null", "acquire null -> null"));
    asked.put("counter", List.of("add %d", "add -%d", "read null -> 3"));
    List<String> set = List.of("add %d", "remove %d", "read null -> [7,8,9]");
    asked.put("set", set);
    asked.put("set-full", set);
    for (String[] names :
        List.of(
            new String[] {"queue", "enqueue", "dequeue"},
            new String[] {"total-queue", "enqueue", "dequeue"},
            new String[] {"stack", "push", "pop"},
            new String[] {"priority-queue", "insert", "extract"})) {
      asked.put(names[0], List.of(names[1] + " %d", names[2] + " null", names[2] + " null -> 7"));
    }
    List<String> bank =
        List.of(
            "transfer {\"from\":\"a\",\"to\":\"b\",\"amount\":%d}",
            "transfer {\"from\":\"b\",\"to\":\"a\",\"amount\":%d}",
            "read-all null -> {\"a\":13,\"b\":7}");
    asked.put("bank:10", bank);
    asked.put("strict-bank:10", bank);
    return asked;
  }

  private static final List<String> LEDGER =
      List.of(
          "open {\"id\":\"o%d\",\"account\":\"a\",\"amount\":10}",
          "transfer {\"id\":\"t%d\",\"from\":\"a\",\"to\":\"b\",\"amount\":1}",
          "open {\"id\":\"o\",\"account\":\"b\",\"amount\":10} -> {\"id\":\"o\",\"account\":\"b\","
              + "\"amount\":10,\"result\":\"applied\",\"block\":3,\"position\":0}",
          "read-all {} -> {\"balances\":{\"a\":8,\"b\":12},\"block\":9}");

  static Stream<String> names() {
    return Stream.concat(asked().keySet().stream(), CheckRun.catalog().stream().map(Checker::name))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("names")
  void endsWithAVerdict(String name) {
    Recording recording = Recording.of(history(asked().getOrDefault(name, LEDGER)));
    List<Checker> all =
        Stream.concat(
                CheckRun.catalog().stream().filter(c -> c.name().equals(name)),
                new ModelCatalog()
                    .named(name, recording.history().clientOperations()).stream()
                        .map(model -> checker(name, model)))
            .toList();
    assertThat(all).isNotEmpty();
    for (Checker checker : all) {
      CheckResult result = Checks.run(checker, recording, new Budget(LIMITS));
      assertThat(result.summary())
          .as("%s", result)
          .isNotBlank()
          .doesNotContain(
              "memory ran out", "NullPointer", "StackOverflow", "ClassCast", "IndexOutOf");
      assertThat(result.verdict()).isNotEqualTo(Verdict.HARNESS);
    }
  }

  private static <S> Checker checker(String name, Model<S> model) {
    return new ModelChecker<>(name, model);
  }

  private static History history(List<String> asked) {
    List<Event> events = new ArrayList<>();
    List<String> answered = asked.stream().filter(line -> line.contains("->")).toList();
    List<String> open = asked.stream().filter(line -> !line.contains("->")).toList();
    answered(events, answered.getFirst(), 1);
    for (int i = 0; i < OPEN; i++) {
      String line = open.get(i % open.size()).replace("%d", Integer.toString(i));
      add(events, 10 + i, EventType.INVOKE, line, 1);
    }
    answered.forEach(line -> answered(events, line, 2));
    return History.of(events);
  }

  private static void answered(List<Event> events, String line, long process) {
    add(events, process, EventType.INVOKE, line, 1);
    add(events, process, EventType.OK, line, 2);
  }

  private static void add(List<Event> events, long process, EventType type, String line, int half) {
    String[] parts = line.split(" ", 2);
    String[] values = parts[1].split(" -> ", 2);
    events.add(
        new Event(
            events.size(),
            events.size(),
            new ProcessId(process),
            type,
            parts[0],
            ValueJson.read(values[half == 1 ? 0 : values.length - 1]),
            Optional.empty()));
  }
}
