package dev.assay.checkers.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Timetable;
import dev.assay.history.History;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For each rule places that break it, and places that do not. */
final class RulesTest {
  private static final String NONE = "0".repeat(64);

  @TempDir private Path run;

  private History history;

  @BeforeEach
  void aRunWithAllThatIsWrong() throws IOException {
    chain(
        "n1",
        block(1, NONE, "h1", 1, 5, 100, "n1", "t1:applied", "t2:refused"),
        block(2, "h1", "h2", 1, 6, 100, "n1", "t3:applied"),
        block(3, "h2", "h3", 2, 7, 101, "n2", "t4:applied", "ghost:applied"));
    chain(
        "n2",
        block(1, NONE, "h1", 1, 5, 100, "n1", "t1:applied", "t2:refused"),
        block(2, "h1", "g2", 1, 6, 99, "n3", "t1:applied"));
    chain(
        "n3",
        block(1, "h1", "h1", 1, 5, 100, "n1", "t3:applied"),
        block(2, "hx", "h2", 1, 6, 100, "n1", "t9:applied"),
        block(4, "h2", "h3", 1, 7, 100, "n1", "t8:applied"),
        block(5, "h3", "h4", 0, 8, 100, "n1", "t8:applied"),
        block(6, "h4", "h5", 1, 8, 100, "n1", "t8:applied"));
    Files.writeString(
        run.resolve("events.jsonl"),
        String.join(
            "\n",
            note(0, "n1", "became-primary", 1, ""), // line 0
            note(1, "n2", "became-primary", 1, ""),
            note(2, "n1", "became-primary", 1, ""),
            note(3, "n2", "became-primary", 2, ""),
            note(4, "n2", "became-primary", 1, "channel c: "),
            note(5, "n2", "became-backup", 1, ""),
            note(6, "n1", "life-ended", 1, "block 2 h2"),
            note(7, "n1", "life-ended", 1, "block 0 " + NONE), // line 7
            note(8, "n1", "broken", 1, "impossible"),
            note(9, "n1", "halted", 1, "shut down"),
            note(10, "n1", "halted", 1, "disk"),
            note(11, "n1", "refused-to-start", 1, "file"),
            note(90_000_000, "n1", "broken", 1, "impossible"), // line 12, its disk was touched
            note(13, "n1", "members", 1, "since 7: voters [n1, n2]"),
            note(14, "n2", "members", 1, "since 7: voters [n1, n2]"),
            note(15, "n2", "members", 1, "since 7: voters [n1, n3]"), // line 15
            note(16, "n2", "members", 2, "since 7: voters [n1, n3]"),
            note(17, "n2", "members", 1, "since 8: voters [n1, n3]"),
            note(18, "n2", "members", 1, "found: voters [n1, n3]"),
            note(19, "n1", "witnessed", 1, "promised what its disk could lose"), // line 19
            note(20, "n2", "became-backup", 1, "since 7: voters [n1, n3]"),
            note(21, "n2", "members", 1, "channel c: since 7: voters [n1, n3]"),
            note(22, "n2", "members", 1, "channel c: since 7: voters [n1, n2]"),
            "{\"time\":9"));
    history =
        new Timetable()
            .ok(0, 0, 1, "transfer", id("t1"), told(1, 0, "applied"))
            .ok(0, 2, 3, "transfer", id("t2"), told(1, 1, "refused"))
            .ok(0, 4, 5, "transfer", id("t3"), told(2, 0, "applied"))
            .ok(0, 6, 7, "transfer", id("t4"), told(3, 1, "applied"))
            .ok(0, 8, 9, "transfer", id("t5"), told(9, 0, "applied"))
            .fail(0, 10, 11, "transfer", id("t8"))
            .ok(1, 12, 13, "audit", node("n1"), shown(2, "h2"))
            .ok(1, 14, 15, "audit", node("n2"), shown(2, "h2"))
            .ok(1, 16, 17, "audit", node("n2"), shown(3, "h3"))
            .ok(1, 18, 19, "audit", node("n2"), shown(0, NONE))
            .fail(0, 20, 21, "transfer", id("t9"))
            .ok(0, 22, 23, "transfer", id("t9"), told(2, 0, "refused"))
            .nemesis(80, 81, "disk-flip", true)
            .fail(4, 121, 122, "audit", node("n1"))
            .fail(4, 123, 124, "audit", node("n2"))
            .ok(4, 125, 126, "audit", node("n2"), shown(2, "g2"))
            .unknown(2, 100, "transfer", id("t10"))
            .nemesis(110, 120, "heal-all", true)
            .ok(3, 130, 170, "transfer", id("t11"), told(9, 1, "applied"))
            .history();
  }

  private static String block(
      long number,
      String previous,
      String hash,
      long epoch,
      long sequence,
      long time,
      String proposer,
      String... transactions) {
    List<Value> all =
        java.util.Arrays.stream(transactions)
            .map(it -> it.split(":", -1))
            .<Value>map(it -> id(it[0]).with("result", Value.of(it[1])))
            .toList();
    return ValueJson.write(
        Value.fields("version", Value.of(2))
            .with("number", Value.of(number))
            .with("previous", Value.of(previous))
            .with("hash", Value.of(hash))
            .with("epoch", Value.of(epoch))
            .with("sequence", Value.of(sequence))
            .with("time", Value.of(time))
            .with("proposer", Value.of(proposer))
            .with("transactions", Value.items(all)));
  }

  private static String note(long time, String node, String event, long epoch, String detail) {
    return ValueJson.write(
        Value.fields("time", Value.of(time))
            .with("source", Value.of(node))
            .with("event", Value.of(event))
            .with("epoch", Value.of(epoch))
            .with("detail", Value.of(detail)));
  }

  private static Value.Fields id(String id) {
    return Value.fields("id", Value.of(id));
  }

  private static Value.Fields node(String node) {
    return Value.fields("node", Value.of(node));
  }

  private static Value.Fields told(long block, long position, String result) {
    return Value.fields("block", Value.of(block))
        .with("position", Value.of(position))
        .with("result", Value.of(result));
  }

  private static Value.Fields shown(long block, String hash) {
    return Value.fields("block", Value.of(block)).with("hash", Value.of(hash));
  }

  private void chain(String node, String... blocks) throws IOException {
    Path folder = Files.createDirectories(run.resolve("nodes").resolve(node));
    Files.writeString(folder.resolve("chain.jsonl"), String.join("\n", blocks));
  }

  private String refusal(String rule, String cites) {
    return new Rules(run, history)
        .refusal(
            Value.fields("certificate", Value.of("rule"))
                .with("rule", Value.of(rule))
                .with("cites", ValueJson.read("[" + cites.replace('\'', '"') + "]")))
        .orElse("");
  }

  @ParameterizedTest(name = "{0} is broken by {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "chains-are-equal | 'n1','n2',2",
        "chains-are-of-equal-length | 'n2','n1'",
        "acknowledged-is-in-every-chain | 0,'n3'",
        "acknowledged-is-in-every-chain | 4,'n2'",
        "acknowledged-is-in-every-chain | 8,'n1'",
        "receipts-are-right | 6,'n1'",
        "receipts-are-right | 4,'n3'",
        "receipts-are-right | 22,'n3'",
        "once-in-a-chain | 't1','n2'",
        "failed-is-in-no-chain | 't8','n3'",
        "somebody-asked | 'ghost','n1'",
        "blocks-are-linked | 'n2',2",
        "blocks-are-linked | 'n3',1",
        "blocks-are-linked | 'n3',2",
        "blocks-are-linked | 'n3',3",
        "blocks-are-linked | 'n3',4",
        "blocks-are-linked | 'n3',5",
        "nodes-know-their-chain | 14",
        "nodes-know-their-chain | 16",
        "one-leader | 0,1",
        "one-proposer | 'n1',1,'n2',2",
        "executed-stays | 6,'n2'",
        "nobody-gives-up | 8",
        "nobody-gives-up | 10",
        "nobody-gives-up | 11",
        "nothing-is-witnessed | 19",
        "members-are-the-same | 13,15",
        "members-are-the-same | 15,14",
        "answers-come-back | 49999999",
        "every-node-gives-a-last-audit | 49999999,'n1'",
      })
  void isBrokenBy(String rule, String cites) {
    assertThat(refusal(rule, cites)).isEmpty();
  }

  @ParameterizedTest(name = "{0} is kept by {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "chains-are-equal | 'n1','n2',1",
        "chains-are-of-equal-length | 'n1','n2'",
        "chains-are-of-equal-length | 'n1','n1'",
        "acknowledged-is-in-every-chain | 0,'n1'",
        "acknowledged-is-in-every-chain | 6,'n2'",
        "receipts-are-right | 0,'n1'",
        "receipts-are-right | 2,'n1'",
        "once-in-a-chain | 't1','n1'",
        "failed-is-in-no-chain | 't9','n3'",
        "failed-is-in-no-chain | 't2','n1'",
        "failed-is-in-no-chain | 'ghost','n1'",
        "somebody-asked | 't1','n1'",
        "somebody-asked | 'nowhere','n1'",
        "blocks-are-linked | 'n1',1",
        "blocks-are-linked | 'n1',2",
        "blocks-are-linked | 'n1',3",
        "nodes-know-their-chain | 12",
        "nodes-know-their-chain | 18",
        "one-leader | 0,2",
        "one-leader | 0,3",
        "one-leader | 0,4",
        "one-leader | 0,5",
        "one-proposer | 'n1',1,'n1',2",
        "one-proposer | 'n1',1,'n1',3",
        "executed-stays | 6,'n1'",
        "nobody-gives-up | 9",
        "nobody-gives-up | 12",
        "nobody-gives-up | 0",
        "nothing-is-witnessed | 18",
        "members-are-the-same | 13,14",
        "members-are-the-same | 13,16",
        "members-are-the-same | 13,17",
        "members-are-the-same | 13,18",
        "members-are-the-same | 18,18",
        "members-are-the-same | 13,20",
        "members-are-the-same | 20,13",
        "members-are-the-same | 21,22",
        "answers-come-back | 50000000",
        "every-node-gives-a-last-audit | 50000000,'n1'",
        "every-node-gives-a-last-audit | 49999999,'n2'",
        "every-node-gives-a-last-audit | 49999999,'n3'",
      })
  void isKeptBy(String rule, String cites) {
    assertThat(refusal(rule, cites)).isEqualTo("what it cites keeps the rule " + rule);
  }

  @ParameterizedTest(name = "{0} of {1} proves nothing")
  @CsvSource(
      delimiter = '|',
      value = {
        "no-such-rule | 1",
        "chains-are-equal | 'n1','n2',3",
        "chains-are-equal | 'n1','..',1",
        "chains-are-equal | 'n1','../../x',1",
        "chains-are-equal | 'n1','n9',1",
        "acknowledged-is-in-every-chain | 1,'n1'",
        "acknowledged-is-in-every-chain | 12,'n1'", // An audit asks for nothing.
        "receipts-are-right | 8,'n1'",
        "one-leader | 0,99",
        "one-leader | ",
        "executed-stays | 7,'n1'",
        "executed-stays | 8,'n1'",
        "nobody-gives-up | 23",
        "hashes-are-of-headers | 'n1',1"
      })
  void provesNothing(String rule, String cites) {
    assertThat(refusal(rule, cites == null ? "" : cites)).contains("is not there");
  }

  @Test
  void chainThatIsCutOffProvesNothing() throws IOException {
    Path file = run.resolve("nodes/n2/chain.jsonl");
    Files.writeString(file, Files.readString(file) + "\n{\"number\":");
    assertThat(refusal("chains-are-of-equal-length", "'n2','n1'")).contains("is cut off");
  }

  @Test
  void whatIsNoCertificateIsRefused() {
    for (String text : List.of("[]", "{}", "{\"rule\":1,\"cites\":[1]}", "{\"rule\":\"x\"}")) {
      assertThat(new Rules(run, history).refusal(ValueJson.read(text))).isPresent();
    }
  }
}
