package dev.assay.checkers.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Timetable;
import dev.assay.history.History;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the verifier refuses, and why. */
final class VerifierTest {
  /** Writes of 1 and then 2, and reads that overlap nothing. */
  private static Timetable register() {
    return new Timetable()
        .ok(0, 0, 1, "write", Value.of(1), Value.of(1))
        .ok(0, 2, 3, "write", Value.of(2), Value.of(2))
        .ok(1, 4, 5, "read", Value.NIL, Value.of(2));
  }

  static String refusal(
      History history, String kind, String model, String respects, String operations) {
    return refusal(history, kind, model, respects, Long.MAX_VALUE, operations);
  }

  private static String refusal(
      History history, String kind, String model, String respects, long until, String operations) {
    return refusal(
        history,
        "{\"certificate\":\"%s\",\"model\":\"%s\",\"respects\":\"%s\",\"until\":%d,\"operations\":%s}"
            .formatted(kind, model, respects, until, operations));
  }

  private static String refusal(History history, String certificate) {
    return Verifier.refusal(history, ValueJson.read(certificate)).orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[0,2,4]   | realtime | ''",
        "[2,0,4]   | nothing  | the answer of #4 is impossible there",
        "[0,2]     | realtime | #4 is missing",
        "[0,2,4,4] | realtime | #4 has no place in an order, or several",
        "[0,2,5]   | realtime | #5 has no place in an order, or several",
        "[4,0,2]   | nothing  | the answer of #4 is impossible there",
        "[0,2,4]   | time     | can't respect time",
        "[0,\"2\"] | realtime | something is not as the model has it",
      })
  void ordersAreReplayed(String order, String respects, String why) {
    String said = refusal(register().history(), "order", "register", respects, order);
    if (why.isEmpty()) {
      assertThat(said).isEmpty();
    } else {
      assertThat(said).contains(why);
    }
  }

  @Test
  void orderAgainstTimeOrAgainstAProcessIsRefused() {
    History history =
        new Timetable()
            .ok(0, 0, 1, "write", Value.of(1), Value.of(1))
            .ok(0, 2, 3, "write", Value.of(2), Value.of(2))
            .ok(1, 4, 5, "read", Value.NIL, Value.of(1))
            .history();

    assertThat(refusal(history, "order", "register", "realtime", "[2,0,4]"))
        .contains("#0 had to come before others");
    assertThat(refusal(history, "order", "register", "process", "[2,0,4]"))
        .contains("#0 had to come before others");
    assertThat(refusal(history, "order", "register", "nothing", "[2,0,4]")).isEmpty();
    assertThat(refusal(history, "order", "register", "realtime", "[0,4,2]"))
        .contains("#2 had to come before others");
    assertThat(refusal(history, "order", "register", "process", "[0,4,2]")).isEmpty();
  }

  @Test
  void whatFailedHasNoPlaceAndWhatIsUnknownNeedsNone() {
    History history =
        new Timetable()
            .fail(0, 0, 1, "write", Value.of(1))
            .unknown(1, 2, "write", Value.of(2))
            .ok(2, 4, 5, "read", Value.NIL, Value.of(2))
            .history();

    assertThat(refusal(history, "order", "register", "realtime", "[2,3]")).isEmpty();
    assertThat(refusal(history, "order", "register", "realtime", "[0,2,3]"))
        .contains("#0 has no place");
    assertThat(refusal(history, "order", "register", "realtime", "[3]"))
        .contains("the answer of #3 is impossible");
  }

  @Test
  void contradictionIsTriedInAllOrders() {
    History history = register().ok(2, 6, 7, "read", Value.NIL, Value.of(1)).history();

    assertThat(refusal(history, "contradiction", "register", "realtime", "[0,2,6]")).isEmpty();
    for (String few : List.of("[0,6]", "[2,6]", "[0,2]", "[0,2,4]", "[]")) {
      assertThat(refusal(history, "contradiction", "register", "realtime", few))
          .as(few)
          .contains("the operations have an order");
    }
    assertThat(refusal(history, "contradiction", "register", "process", "[0,2,6]"))
        .contains("the operations have an order");
    assertThat(refusal(history, "contradiction", "register", "realtime", "[0,2,3]"))
        .contains("#3 has no place");
  }

  @Test
  void contradictionMayEndBeforeItsOperationsDo() {
    History history = register().ok(2, 6, 7, "read", Value.NIL, Value.of(1)).history();

    assertThat(refusal(history, "contradiction", "register", "realtime", 7, "[0,2,6]")).isEmpty();
    assertThat(refusal(history, "contradiction", "register", "realtime", 6, "[0,2,6]"))
        .contains("the operations have an order");
    assertThat(refusal(history, "contradiction", "register", "realtime", 5, "[0,2,6]"))
        .contains("#6 has no place");
    assertThat(refusal(history, "contradiction", "register", "nothing", 7, "[0,2,6]"))
        .contains("only a contradiction in real time");
    assertThat(refusal(history, "order", "register", "realtime", 5, "[0,2,4]"))
        .contains("only a contradiction in real time");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | something is not as the model has it",
        "{} | there is no field certificate",
        "{\"certificate\":\"order\"} | there is no field model",
        "{\"certificate\":\"order\",\"model\":\"set\"} | there is no field respects",
        "{\"certificate\":\"order\",\"model\":\"set\",\"respects\":7} | something is not as the"
            + " model has it",
        "{\"certificate\":\"order\",\"model\":\"set\",\"respects\":\"nothing\"} | there is no field"
            + " until",
        "{\"certificate\":\"order\",\"model\":\"set\",\"respects\":\"realtime\",\"until\":1} | only"
            + " a contradiction",
      })
  void whatIsNoCertificateIsRefused(String text, String why) {
    assertThat(refusal(register().history(), text)).contains(why);
  }

  @Test
  void unknownKindsAndModelsAreRefused() {
    assertThat(refusal(register().history(), "oracle", "register", "realtime", "[0,2,4]"))
        .contains("there is no certificate oracle");
    assertThat(refusal(register().history(), "order", "oracle", "realtime", "[0,2,4]"))
        .contains("there is no model oracle");
    assertThat(refusal(register().history(), "order", "register", "realtime", "7"))
        .contains("#0 is missing");
  }

  @Test
  void foreignOperationsAreRefusedNotThrown() {
    History history = new Timetable().ok(0, 0, 1, "write", Value.of(1), Value.of(1)).history();
    for (String model :
        List.of("key-value", "list-append", "rw-register", "ledger", "set", "queue", "bank:1")) {
      assertThat(refusal(history, "order", model, "nothing", "[0]")).as(model).isNotEmpty();
    }
  }
}
