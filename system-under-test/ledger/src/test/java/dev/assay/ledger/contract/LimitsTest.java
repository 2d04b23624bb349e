package dev.assay.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ledger.Batch;
import dev.assay.ledger.Limits;
import dev.assay.ledger.Reason;
import dev.assay.ledger.Result;
import dev.assay.ledger.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each limit: what just fits is done, what is one beyond is refused, definitely, without trace. */
class LimitsTest {
  private final SmallLedger ledger = new SmallLedger(StandardContracts.DEFAULT);

  @Test
  void arguments() {
    assertThat(malformed(Collections.nCopies(Limits.ARGUMENTS_MAX, "r k"))).isEqualTo("none");
    assertThat(malformed(Collections.nCopies(Limits.ARGUMENTS_MAX + 1, "r k")))
        .isEqualTo(Reason.WRONG_ARGUMENTS);
    assertThat(malformed(List.of("~".repeat(Limits.ARGUMENT_CHARS_MAX)))).isEqualTo("none");
    assertThat(malformed(List.of("~".repeat(Limits.ARGUMENT_CHARS_MAX + 1))))
        .isEqualTo(Reason.MALFORMED_ARGUMENT);
    for (String text : List.of("\n", "\t", "é", "\u007f", "\u0000", "a\r")) {
      assertThat(malformed(List.of(text))).isEqualTo(Reason.MALFORMED_ARGUMENT);
    }
  }

  @Test
  void sizeOfATransaction() {
    List<String> most = new ArrayList<>(Collections.nCopies(15, "x".repeat(1024)));
    int rest = Limits.TRANSACTION_BYTES_MAX - 15 * 1026 - "t".length() - "c".length() - 1 - 4 - 2;
    most.add("x".repeat(rest));
    assertThat(new Transaction("t", "c", "f", most).malformed()).isEmpty();
    most.set(15, "x".repeat(rest + 1));
    assertThat(new Transaction("t", "c", "f", most).malformed()).contains(Reason.TOO_LARGE);
  }

  private static String malformed(List<String> arguments) {
    return new Transaction("t", "c", "f", arguments).malformed().orElse("none");
  }

  @Test
  void keysOfATransaction() {
    List<String> most =
        IntStream.range(0, Limits.TRANSACTION_KEYS_MAX).mapToObj(i -> "a k" + i + " 1").toList();
    List<String> tooMany = new ArrayList<>(most);
    tooMany.add("r one-more");
    assertThat(lists(tooMany)).isEqualTo(refused(Reason.TOO_MANY_KEYS));
    assertThat(ledger.ledger().values("list-append")).isEmpty();
    assertThat(ledger.query("list-append", "run", tooMany.toArray(String[]::new)))
        .isInstanceOf(Result.Refused.class);
    assertThat(lists(most)).isInstanceOf(Result.Applied.class);
    assertThat(ledger.ledger().values("list-append")).hasSize(Limits.TRANSACTION_KEYS_MAX);
  }

  @Test
  void lengthOfAList() {
    List<String> steps = Collections.nCopies(Limits.ARGUMENTS_MAX, "a k 7");
    for (int i = 0; i < Limits.LIST_LENGTH_MAX / Limits.ARGUMENTS_MAX - 1; i++) {
      assertThat(lists(steps)).isInstanceOf(Result.Applied.class);
    }
    assertThat(lists(steps.subList(1, Limits.ARGUMENTS_MAX))).isInstanceOf(Result.Applied.class);
    assertThat(lists(List.of("a j 1", "a k 7", "a k 7"))).isEqualTo(refused(Reason.LIST_FULL));
    assertThat(ledger.ledger().values("list-append")).containsOnlyKeys("k");
    assertThat(lists(List.of("a k 7"))).isInstanceOf(Result.Applied.class);
    assertThat(lists(List.of("a k 7"))).isEqualTo(refused(Reason.LIST_FULL));
  }

  @Test
  void lengthOfAValue() {
    String value = "v".repeat(63);
    List<String> steps = Collections.nCopies(Limits.ARGUMENTS_MAX, "a k " + value);
    for (int i = 0; i < Limits.VALUE_CHARS_MAX / 64 / Limits.ARGUMENTS_MAX; i++) {
      assertThat(lists(steps)).isInstanceOf(Result.Applied.class);
    }
    assertThat(ledger.ledger().values("list-append").get("k")).hasSize(Limits.VALUE_CHARS_MAX - 1);
    assertThat(lists(List.of("a j 1", "a k 1"))).isEqualTo(refused(Reason.VALUE_TOO_LONG));
    assertThat(ledger.ledger().values("list-append")).containsOnlyKeys("k");
  }

  @Test
  void whatATransactionAndABlockOutput() {
    String value = "v".repeat(62);
    for (int i = 0; i < 4; i++) {
      lists(Collections.nCopies(Limits.ARGUMENTS_MAX, "a k " + value));
    }
    int chars = 4 * Limits.ARGUMENTS_MAX * 63 - 1;
    assertThat(2 * chars).isLessThan(Limits.OUTPUT_CHARS_MAX);
    assertThat(lists(List.of("r k", "r k"))).isInstanceOf(Result.Applied.class);
    assertThat(lists(List.of("r k", "r k", "r k"))).isEqualTo(refused(Reason.OUTPUT_TOO_LONG));
    assertThat(lists(List.of("a j 1", "r k", "r k", "r k")))
        .isEqualTo(refused(Reason.OUTPUT_TOO_LONG));
    assertThat(ledger.ledger().values("list-append")).containsOnlyKeys("k");

    int fit = Limits.BLOCK_OUTPUT_CHARS_MAX / (2 * chars);
    List<Transaction> reads =
        IntStream.rangeClosed(0, fit)
            .mapToObj(i -> ListAppendContract.run(ledger.id(), List.of("r k", "r k")))
            .toList();
    List<Result> results = ledger.run(reads);
    assertThat(results.subList(0, fit)).allMatch(Result.Applied.class::isInstance);
    assertThat(results.get(fit)).isEqualTo(refused(Reason.OUTPUT_TOO_LONG));
  }

  @Test
  void channels() {
    for (int i = 0; i < Limits.CHANNELS_MAX; i++) {
      assertThat(ledger.run("channels", "create", "c" + i)).isEqualTo(Result.Applied.silent());
    }
    assertThat(ledger.run("channels", "create", "one-more"))
        .isEqualTo(refused(Reason.TOO_MANY_CHANNELS));
    assertThat(ledger.run("channels", "create", "c1")).isEqualTo(refused(Reason.CHANNEL_EXISTS));
  }

  @Test
  void keysOfAChannelAndTheLongestAnswer() {
    ledger.run("register", "write", "x", "1");
    List<Transaction> opens = new ArrayList<>();
    for (int i = 1; i < Limits.KEYS_MAX; i++) {
      opens.add(TransferContract.open("o-" + i, "account-with-a-long-name-" + i, 1));
      if (opens.size() == 1000 || i == Limits.KEYS_MAX - 1) {
        ledger.ledger().apply(1, ledger.ledger().lastSequence() + 1, new Batch(1, "n1", opens));
        opens.clear();
      }
    }
    assertThat(ledger.ledger().values("transfer")).hasSize(Limits.KEYS_MAX - 1);
    assertThat(ledger.run("transfer", "open", "a", "1")).isEqualTo(refused(Reason.STATE_FULL));
    assertThat(ledger.run("set", "add", "s", "e")).isEqualTo(refused(Reason.STATE_FULL));
    assertThat(ledger.run("register", "write", "x", "2")).isInstanceOf(Result.Applied.class);
    assertThat(
            ledger.run(
                "transfer",
                "transfer",
                "account-with-a-long-name-1",
                "account-with-a-long-name-2",
                "1"))
        .isInstanceOf(Result.Applied.class);
    assertThat(ledger.query("transfer", "balances")).isEqualTo(refused(Reason.OUTPUT_TOO_LONG));
  }

  private Result lists(List<String> steps) {
    return ledger.run("list-append", "run", steps.toArray(String[]::new));
  }

  private static Result refused(String reason) {
    return new Result.Refused(reason);
  }
}
