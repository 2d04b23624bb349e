package dev.assay.checkers.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Recording;
import dev.assay.checkers.Timetable;
import dev.assay.checkers.linearizability.ModelChecker;
import dev.assay.checkers.model.KeyValueModel;
import dev.assay.checkers.model.RegisterModel;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.History;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VerifierTest {
  @TempDir private Path folder;

  /** Writes of 1 and then 2, and reads that overlap nothing. */
  private static Timetable register() {
    return new Timetable()
        .ok(0, 0, 1, "write", Value.of(1), Value.of(1))
        .ok(0, 2, 3, "write", Value.of(2), Value.of(2))
        .ok(1, 4, 5, "read", Value.NIL, Value.of(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[0,2,4]   | realtime | ",
        "[2,0,4]   | nothing  | the answer of #4 is impossible there",
        "[0,2]     | realtime | #4 is not in the order",
        "[0,2,4,4] | realtime | #4 is named twice",
        "[0,2,5]   | realtime | no operation begins at event 5",
        "[4,0,2]   | nothing  | the answer of #4 is impossible there",
        "[0,2,4]   | time     | can't respect time",
        "[0,\"2\"] | realtime | an index is no number",
      })
  void ordersAreReplayed(String order, String respects, String refusal) {
    String why =
        Verifier.refusal(
                register().history(),
                ValueJson.read(
                    "{\"certificate\":\"order\",\"model\":\"register\",\"respects\":\"%s\",\"orders\":[%s]}"
                        .formatted(respects, order)))
            .orElse("");
    if (refusal == null) {
      assertThat(why).isEmpty();
    } else {
      assertThat(why).contains(refusal);
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

    assertThat(order(history, "[2,0,4]", "realtime")).contains("had ended before");
    assertThat(order(history, "[2,0,4]", "process")).contains("too late for its process");
    assertThat(order(history, "[2,0,4]", "nothing")).isEmpty();
    assertThat(order(history, "[0,4,2]", "realtime")).contains("#2", "event 4");
    assertThat(order(history, "[0,4,2]", "process")).isEmpty();
  }

  @Test
  void whatFailedHasNoPlaceAndWhatIsUnknownNeedsNone() {
    History history =
        new Timetable()
            .fail(0, 0, 1, "write", Value.of(1))
            .unknown(1, 2, "write", Value.of(2))
            .ok(2, 4, 5, "read", Value.NIL, Value.of(2))
            .history();

    assertThat(order(history, "[2,3]", "realtime")).isEmpty();
    assertThat(order(history, "[0,2,3]", "realtime")).contains("#0 did not happen");
    assertThat(order(history, "[3]", "realtime")).contains("the answer of #3 is impossible");
  }

  private static String order(History history, String order, String respects) {
    return Verifier.refusal(
            history,
            ValueJson.read(
                "{\"certificate\":\"order\",\"model\":\"register\",\"respects\":\"%s\",\"orders\":[%s]}"
                    .formatted(respects, order)))
        .orElse("");
  }

  @Test
  void partsShareNoKey() {
    History history =
        new Timetable()
            .ok(0, 0, 1, "put", keyed("x", "1"), (Value) keyed("x", "1"))
            .ok(0, 2, 3, "put", keyed("y", "1"), (Value) keyed("y", "1"))
            .ok(1, 4, 5, "get", keyed("x", ""), (Value) keyed("x", "1"))
            .history();
    String form =
        "{\"certificate\":\"order\",\"model\":\"key-value\",\"respects\":\"realtime\",\"orders\":%s}";

    assertThat(Verifier.refusal(history, ValueJson.read(form.formatted("[[0,4],[2]]")))).isEmpty();
    assertThat(Verifier.refusal(history, ValueJson.read(form.formatted("[[0],[2],[4]]"))))
        .isPresent();
    assertThat(
            Proofs.of(
                    new ModelChecker<>("key-value", new KeyValueModel()),
                    Recording.of(history),
                    folder)
                .certificate()
                .flatMap(certificate -> Verifier.refusal(history, certificate)))
        .isEmpty();
  }

  private static Value.Fields keyed(String key, String value) {
    return Value.fields("key", Value.of(key)).with("value", Value.of(value));
  }

  @Test
  void contradictionIsTriedInAllOrders() {
    History history = register().ok(2, 6, 7, "read", Value.NIL, Value.of(1)).history();
    String form = "{\"certificate\":\"contradiction\",\"model\":\"register\",\"orders\":[%s]}";

    assertThat(Verifier.refusal(history, ValueJson.read(form.formatted("[0,2,6]")))).isEmpty();
    assertThat(Verifier.refusal(history, ValueJson.read(form.formatted("[0,6]"))).orElse(""))
        .contains("the operations have an order");
    assertThat(Verifier.refusal(history, ValueJson.read(form.formatted("[2,6]"))).orElse(""))
        .contains("#0 could help");
    assertThat(Verifier.refusal(history, ValueJson.read(form.formatted("[]"))).orElse(""))
        .contains("0 operations");
  }

  @Test
  void staleReadAmongManyIsBroughtDownToThree() {
    Timetable table = new Timetable();
    long time = 0;
    for (int i = 0; i < 200; i++) {
      table.ok(0, time, time + 3, "write", Value.of(i), Value.of(i));
      table.ok(1, time + 4, time + 5, "read", Value.NIL, Value.of(i == 150 ? 148 : i));
      time += 6;
    }
    History history = table.history();
    Proofs proofs =
        Proofs.of(
            new ModelChecker<>(
                "register", new RegisterModel(Value.NIL, RegisterModel.Failures.JEPSEN)),
            Recording.of(history),
            folder);

    assertThat(proofs.result().verdict()).isEqualTo(Verdict.FAIL);
    Value.Fields certificate = (Value.Fields) proofs.certificate().orElseThrow();
    assertThat(Verifier.refusal(history, certificate)).isEmpty();
    Value orders = certificate.get("orders").orElseThrow();
    assertThat(((Value.Items) ((Value.Items) orders).items().getFirst()).items()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | is no object",
        "{} | there is no field orders",
        "{\"orders\":[]} | there is no field model",
        "{\"orders\":[],\"model\":\"x\",\"certificate\":\"oracle\"} | no certificate of kind"
            + " oracle",
        "{\"orders\":[[0]],\"model\":\"stack\",\"certificate\":\"order\",\"respects\":\"nothing\"}"
            + " | no model stack",
        "{\"orders\":7,\"model\":\"register\",\"certificate\":\"order\"} | something is no list",
        "{\"orders\":[[0],[2]],\"model\":\"register\",\"certificate\":\"contradiction\"} | 2 lists,"
            + " not one",
      })
  void whatIsNoCertificateIsRefused(String text, String why) {
    assertThat(Verifier.refusal(register().history(), ValueJson.read(text)).orElse(""))
        .contains(why);
  }

  @Test
  void foreignOperationsAreRefusedNotThrown() {
    History history = new Timetable().ok(0, 0, 1, "write", Value.of(1), Value.of(1)).history();
    for (String model : List.of("key-value", "list-append", "rw-register", "ledger")) {
      assertThat(
              Verifier.refusal(
                  history,
                  ValueJson.read(
                      "{\"certificate\":\"order\",\"model\":\"%s\",\"respects\":\"nothing\",\"orders\":[[0]]}"
                          .formatted(model))))
          .isPresent();
    }
  }
}
