package dev.assay.checkers.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checks;
import dev.assay.checkers.Recording;
import dev.assay.checkers.Timetable;
import dev.assay.checkers.linearizability.Model;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.run.ModelCatalog;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What models make of small histories, and what they spare a search. */
final class ModelsTest {
  private record Case(String model, List<String> lines) {}

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    text("models.txt")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(
            line -> {
              if (line.startsWith("== ")) {
                cases.add(new Case(line.substring(3), new ArrayList<>()));
              } else {
                cases.getLast().lines().add(line);
              }
            });
    return cases;
  }

  private static String text(String file) {
    try (InputStream in = ModelsTest.class.getResourceAsStream("/model/" + file)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every word of every result; {@code -Drewrite=true} writes them anew. */
  @Test
  void resultsAreAsWritten() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Case given : cases()) {
      Recording recording = Timetable.of(given.lines()).recording();
      CheckResult result = check(given.model(), recording, Budget.Limits.DEFAULT);
      all.append("== ").append(given.model()).append('\n');
      given.lines().forEach(line -> all.append(line).append('\n'));
      all.append(result.verdict()).append(": ").append(result.summary()).append('\n');
      result
          .evidence()
          .forEach(e -> all.append(e.operations()).append(' ').append(e.sentence()).append('\n'));
    }
    if (Boolean.getBoolean("rewrite")) {
      Files.writeString(Path.of("src/test/resources/model/results.txt"), all);
    }
    assertThat(all.toString()).isEqualTo(text("results.txt"));
  }

  @Test
  void everyModelIsTried() {
    List<String> tried = cases().stream().map(Case::model).toList();
    assertThat(tried).containsAll(ModelCatalog.names());
    assertThat(tried).contains("bank:100", "strict-bank:100");
  }

  /**
   * Operations that change nothing take no branch, and an overwriting one settles all others: with
   * twenty at once there is no trying of their orders.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "register | write 7 | read null -> 7",
        "strict-register | write 7 | cas [7,7]",
        "strict-register | write 7 | read null -> 7",
        "key-value | put {\"key\":\"x\",\"value\":\"a\"} | get {\"key\":\"x\"} ->"
            + " {\"value\":\"a\"}",
        "multi-register | txn [[\"w\",\"x\",1]] | txn [[\"r\",\"x\",1]]",
        "counter | add 1 | read null -> 20",
        "queue | enqueue 7 | dequeue null -> null",
      })
  void whatChangesNothingTakesNoBranch(String model, String change, String pure) {
    // Of a queue nothing can be had before anything is put in.
    boolean isBefore = model.equals("queue");
    List<String> lines = new ArrayList<>();
    for (int process = 0; process < 20; process++) {
      lines.add(process + " 0-9 ok " + (isBefore ? pure : change));
      lines.add((process + 20) + " 0-9 ok " + pure);
    }
    lines.add("50 10-20 ok " + (isBefore ? change : pure));
    Budget.Limits limits = new Budget.Limits(20_000, 20_000, () -> false);

    CheckResult result = check(model, Timetable.of(lines).recording(), limits);

    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
  }

  private static CheckResult check(String name, Recording recording, Budget.Limits limits) {
    List<Operation> operations = recording.history().clientOperations();
    Model<?> model;
    try {
      model = new ModelCatalog().named(name, operations).orElseThrow();
    } catch (IllegalArgumentException e) {
      return new CheckResult(
          name, Verdict.UNKNOWN, Objects.toString(e.getMessage()), List.of(), Value.fields());
    }
    return Checks.run(checker(name, model), recording, new Budget(limits));
  }

  private static <S> ModelChecker<S> checker(String name, Model<S> model) {
    return new ModelChecker<>(name, model);
  }
}
