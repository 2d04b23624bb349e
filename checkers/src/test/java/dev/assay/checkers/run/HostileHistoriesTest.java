package dev.assay.checkers.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Checks;
import dev.assay.checkers.Recording;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.ProcessId;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No history, however mad, makes a checker throw anything but a sentence about it. */
final class HostileHistoriesTest {
  private static final int CASES = Integer.getInteger("assay.cases", 300);

  private static final List<String> NAMES =
      List.of(
          "txn",
          "read",
          "write",
          "add",
          "enqueue",
          "dequeue",
          "drain",
          "generate",
          "send",
          "poll",
          "seek",
          "open",
          "transfer",
          "read-all",
          "audit",
          "cas",
          "partition",
          "heal",
          "kill");
  private static final List<String> WORDS =
      List.of("r", "w", "append", "x", "y", "a0", "applied", "refused", "", "n1->n2");
  private static final List<String> FIELDS =
      List.of(
          "key",
          "value",
          "id",
          "account",
          "amount",
          "from",
          "to",
          "balance",
          "balances",
          "block",
          "position",
          "result",
          "reason",
          "offset",
          "records",
          "silent",
          "proven",
          "node",
          "hash");

  private static final List<String> MODELS =
      Stream.concat(
              ModelCatalog.names().stream(),
              Stream.of(
                  "bank:5",
                  "strict-bank:x",
                  "list-append",
                  "rw-register",
                  "ledger",
                  "ledger-places",
                  "ledger-claimed",
                  "ledger-total",
                  "oracle"))
          .toList();

  static Stream<String> checkers() {
    return CheckRun.catalog().stream().map(Checker::name);
  }

  @ParameterizedTest
  @MethodSource("checkers")
  void madHistoriesGiveVerdicts(String name) {
    Checker checker =
        CheckRun.catalog().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    for (int i = 0; i < CASES; i++) {
      Recording recording = Recording.of(new Mad(new Seed(i)).history(name.hashCode()));

      CheckResult result =
          Checks.run(
              checker, recording, new Budget(new Budget.Limits(200_000, 10_000, () -> false)));

      assertThat(result.summary())
          .as("seed %d: %s", i, result)
          .isNotBlank()
          .doesNotContain(
              "NullPointer",
              "ClassCast",
              "IndexOutOf",
              "ConcurrentMod",
              "Arithmetic",
              "NoSuchEl",
              "StackOverflow",
              "IllegalState",
              "NegativeArray",
              "DateTime");
    }
  }

  @Test
  void madCertificatesAreRefused() {
    for (int i = 0; i < CASES * 10; i++) {
      Mad mad = new Mad(new Seed(i));
      History history = mad.history(i);
      Value.Fields certificate =
          Value.fields(
                  "certificate", Value.of(List.of("order", "contradiction", "oracle").get(i % 3)))
              .with("model", Value.of(MODELS.get(i % MODELS.size())))
              .with("respects", Value.of(i % 7 == 0 ? "nothing" : "realtime"))
              .with("until", i % 5 == 0 ? mad.value(2) : Value.of(Long.MAX_VALUE))
              .with("operations", Value.items(List.of(Value.of(0), Value.of(i % 3))));
      Optional<String> refusal = Verifier.refusal(history, certificate);
      assertThat(refusal.orElse("fine")).isNotBlank();
    }
  }

  /** Draws histories that are well formed and otherwise anything. */
  private static final class Mad {
    private final Seed seed;
    private long draws;

    Mad(Seed seed) {
      this.seed = seed;
    }

    private int below(int bound) {
      return seed.below(draws++, bound);
    }

    History history(int variant) {
      draws = Math.floorMod(variant, 1000) * 10_000L;
      History.Builder history = new History.Builder();
      long[] open = new long[6];
      String[] names = new String[6];
      Value[] asked = new Value[6];
      long nextProcess = 100;
      int events = below(40);
      int only = below(3) == 0 ? below(NAMES.size()) : -1;
      long index = 0;
      for (int i = 0; i < events; i++) {
        int slot = below(6);
        boolean nemesis = slot == 5;
        if (open[slot] == 0) {
          open[slot] = nemesis ? -1 : nextProcess++;
          names[slot] = NAMES.get(only >= 0 ? only : below(NAMES.size()));
          asked[slot] = value(4);
          Event event = event(index, open[slot], EventType.INVOKE, names[slot], asked[slot]);
          index += history.add(event).isEmpty() ? 1 : 0;
        } else {
          EventType type =
              List.of(EventType.OK, EventType.OK, EventType.FAIL, EventType.UNKNOWN).get(below(4));
          Value answer = below(3) == 0 ? asked[slot] : value(4);
          index +=
              history.add(event(index, open[slot], type, names[slot], answer)).isEmpty() ? 1 : 0;
          open[slot] = 0;
        }
      }
      return history.build();
    }

    private Event event(long index, long process, EventType type, String f, Value value) {
      return new Event(
          index,
          index * 1_000_000_000L,
          process < 0 ? ProcessId.NEMESIS : new ProcessId(process),
          type,
          f,
          value,
          type == EventType.INVOKE ? Optional.empty() : Optional.of("lost"));
    }

    Value value(int depth) {
      return switch (below(depth > 0 ? 9 : 6)) {
        case 0 -> Value.NIL;
        case 1 -> Value.of(below(2) == 0);
        case 2, 3 -> Value.of(below(4) - 1L);
        case 4 -> Value.of(below(2) == 0 ? Long.MAX_VALUE : Long.MIN_VALUE);
        case 5 -> Value.of(WORDS.get(below(WORDS.size())));
        case 6, 7 -> step(depth);
        default -> fields(depth);
      };
    }

    private Value step(int depth) {
      List<Value> items = new ArrayList<>();
      int size = below(4);
      for (int i = 0; i < size; i++) {
        boolean verb = i == 0 && below(2) == 0;
        items.add(verb ? Value.of(WORDS.get(below(3))) : value(depth - 1));
      }
      return Value.items(items);
    }

    private Value fields(int depth) {
      Value.Fields fields = Value.fields();
      int size = below(6);
      for (int i = 0; i < size; i++) {
        fields = fields.with(FIELDS.get(below(FIELDS.size())), value(depth - 1));
      }
      return fields;
    }
  }
}
