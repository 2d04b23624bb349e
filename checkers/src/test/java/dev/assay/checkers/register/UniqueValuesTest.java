package dev.assay.checkers.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Smallest histories of a register of unique values; the file says how to read them. */
final class UniqueValuesTest {
  /** One history, with its answer and those operations that likely matter. */
  record Case(String title, String answer, String likely, List<String> lines) {
    @Override
    public String toString() {
      return title;
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String line : text().split("\n", -1)) {
      if (line.startsWith("== ")) {
        String[] parts = line.substring(3).split("\\|", -1);
        String likely = parts.length < 3 ? "" : parts[2].strip();
        cases.add(new Case(parts[0].strip(), parts[1].strip(), likely, new ArrayList<>()));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        cases.getLast().lines().add(line);
      }
    }
    return cases.stream();
  }

  private static String text() {
    try (InputStream in =
        UniqueValuesTest.class.getResourceAsStream("/register/unique-values.txt")) {
      if (in == null) {
        throw new IllegalArgumentException("no file of cases");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decides(Case given) {
    assertThat(answer(operations(given.lines()))).isEqualTo(given.answer());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void leavesOutWhatNobodyNeeds(Case given) {
    List<Operation> operations = operations(given.lines());
    if (!given.answer().startsWith("clash")) {
      List<Operation> likely = rung().likely(operations);
      assertThat(names(operations, likely))
          .isEqualTo(given.likely().isEmpty() ? names(operations, operations) : given.likely());
    }
  }

  static UniqueValues rung() {
    return new UniqueValues(Value.NIL, operation -> call(operation.f()));
  }

  static String answer(List<Operation> operations) {
    return rung()
        .decide(operations, new Budget(Budget.Limits.DEFAULT))
        .map(answer -> told(operations, answer))
        .orElse("declined");
  }

  private static String told(List<Operation> operations, Answer answer) {
    return switch (answer) {
      case Answer.Linearizable(List<Operation> order, _) -> "order " + names(operations, order);
      case Answer.Clash(List<Operation> few, String why, _) ->
          "clash %s: %s".formatted(names(operations, few), why);
      case Answer.Contradiction _, Answer.Undecided _ -> answer.toString();
    };
  }

  /** By their lines, from a on. */
  private static String names(List<Operation> all, List<Operation> some) {
    return some.stream()
        .map(operation -> String.valueOf((char) ('a' + all.indexOf(operation))))
        .collect(Collectors.joining());
  }

  /** A line each, in the order of their calls. */
  static List<Operation> operations(List<String> lines) {
    List<Operation> operations = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.strip().split(" +", -1);
      String[] times = words[0].split("-", -1);
      boolean isOpen = times[1].equals("?");
      long end = isOpen ? Operation.NEVER : Long.parseLong(times[1]);
      Outcome outcome =
          isOpen
              ? new Outcome.Unknown("open")
              : words[1].startsWith("f") ? new Outcome.Fail("other") : new Outcome.Ok(Value.NIL);
      operations.add(
          new Operation(
              Long.parseLong(times[0]),
              new ProcessId(operations.size()),
              words[1],
              Value.NIL,
              outcome,
              Long.parseLong(times[0]),
              end,
              end));
    }
    return operations;
  }

  private static RegisterCall call(String f) {
    String rest = f.substring(1);
    return switch (f.charAt(0)) {
      case 'r' -> new RegisterCall.Read(value(rest));
      case 'w' -> new RegisterCall.Write(value(rest));
      case 'f' -> new RegisterCall.Differs(value(rest));
      case 's' ->
          new RegisterCall.Swap(
              value(rest.substring(0, rest.indexOf('>'))),
              value(rest.substring(rest.indexOf('>') + 1)));
      default -> new RegisterCall.Silent();
    };
  }

  private static Value value(String text) {
    return text.equals("-") ? Value.NIL : Value.of(text);
  }
}
