package dev.assay.checkers.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.NodeEvent;
import dev.assay.checkers.Recording;
import dev.assay.checkers.Timetable;
import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.Chains;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Evidence;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import dev.assay.history.run.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with chains is found in them, and cited where it stands. */
final class BreachOfChainsTest {
  private static final String OTHER = "f".repeat(64);

  private static final Manifest MANIFEST =
      new Manifest(
          new Manifest.Start("transfer", "in virtual time", new Seed(7), List.of()),
          new Manifest.Plan(
              "ledger",
              "transfer",
              "sim",
              List.of("n1"),
              List.of(),
              List.of(),
              Duration.ofSeconds(60)),
          new Manifest.Expectations(Map.of(), Manifest.Floors.DEFAULT),
          Value.fields());

  @TempDir private Path run;

  private final Map<String, Chain> chains = new TreeMap<>();
  private final Timetable table = new Timetable();
  private Optional<Manifest> manifest = Optional.empty();

  private static Chains three() {
    return new Chains()
        .block(Chains.open("t1", "a", 100))
        .block(Chains.open("t2", "b", 100))
        .block(Chains.applied("t3", "a", "b", 10));
  }

  private void asked() {
    for (int i = 1; i <= 3; i++) {
      table.ok(0, 2L * i, 2L * i + 1, "open", id("t" + i), told(i));
    }
  }

  private static Value.Fields id(String id) {
    return Value.fields("id", Value.of(id));
  }

  private static Value.Fields told(long block) {
    return Value.fields("block", Value.of(block))
        .with("position", Value.of(0))
        .with("result", Value.of("applied"));
  }

  private void node(String node, List<Block> blocks) throws IOException {
    Path folder = Files.createDirectories(run.resolve("nodes").resolve(node));
    Files.writeString(
        folder.resolve("chain.jsonl"),
        blocks.stream().map(Chains::exported).collect(Collectors.joining()));
    chains.put(node, new Chain(node, blocks, Optional.empty()));
  }

  private static Block with(
      Block b, String previous, long epoch, String proposer, boolean isHashed) {
    Block other =
        new Block(
            b.version(),
            b.number(),
            previous,
            b.transactionsRoot(),
            b.stateRoot(),
            epoch,
            b.sequence(),
            b.timeMillis(),
            proposer,
            OTHER,
            b.transactions());
    return isHashed ? Chains.hashed(other) : other;
  }

  private String proof(String checker, long... evidence) {
    return proof(checker, List.of(), evidence);
  }

  private String proof(String checker, List<Value.Fields> notes, long... evidence) {
    Recording recording =
        new Recording(
            table.history(),
            manifest,
            chains,
            notes.stream().flatMap(note -> NodeEvent.of(note).stream()).toList(),
            Optional.of(run));
    return Breach.find(recording, failed(checker, Verdict.FAIL, evidence))
        .map(it -> (Value.Fields) it.value())
        .map(it -> Stream.of("rule", "cites").map(f -> ValueJson.write(it.get(f).orElseThrow())))
        .map(it -> it.collect(Collectors.joining(" ")).replace("\"", ""))
        .orElse("none");
  }

  private static CheckResult failed(String checker, Verdict verdict, long... evidence) {
    return new CheckResult(
        checker,
        verdict,
        "It is wrong.",
        List.of(new Evidence(LongStream.of(evidence).boxed().toList(), "this is wrong")),
        Value.fields());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"chain-audit", "agreement", "convergence", "validity", "acknowledged", "leaders"})
  void nothingIsFoundWhereNothingIsWrong(String checker) throws IOException {
    asked();
    node("n1", three().blocks());
    node("n2", three().blocks());

    assertThat(proof(checker, 0, 2, 4)).isEqualTo("none");
  }

  @Test
  void onlyFailuresAreProven() throws IOException {
    asked();
    node("n1", three().blocks());
    node("n2", three().blocks().subList(0, 2));
    assertThat(proof("convergence")).isEqualTo("chains-are-of-equal-length [n2,n1]");

    Recording recording =
        new Recording(table.history(), manifest, chains, List.of(), Optional.of(run));
    assertThat(Breach.find(recording, failed("convergence", Verdict.UNKNOWN))).isEmpty();
  }

  @Test
  void chainsThatPartAreCitedWhereTheyDo() throws IOException {
    asked();
    node("n1", three().blocks());
    List<Block> other = three().blocks();
    node("n2", List.of(other.get(0), with(other.get(1), other.get(1).previous(), 1, "n2", true)));

    assertThat(proof("agreement")).isEqualTo("chains-are-equal [n1,n2,2]");
    assertThat(proof("leaders")).isEqualTo("one-proposer [n1,1,n2,2]");
  }

  @Test
  void blockThatNamesAnotherBeforeItIsCited() throws IOException {
    asked();
    List<Block> blocks = three().blocks();
    node("n1", List.of(blocks.get(0), with(blocks.get(1), OTHER, 1, "n1", true)));

    assertThat(proof("chain-audit")).isEqualTo("blocks-are-linked [n1,2]");
  }

  @Test
  void blockWithAnotherHashIsCited() throws IOException {
    asked();
    List<Block> blocks = three().blocks();
    Block last = blocks.get(2);
    node("n1", List.of(blocks.get(0), blocks.get(1), with(last, last.previous(), 1, "n1", false)));

    assertThat(proof("chain-audit")).isEqualTo("hashes-are-of-headers [n1,3]");
  }

  @Test
  void whatNobodyAskedForIsCited() throws IOException {
    table.ok(0, 0, 1, "open", id("t1"), told(1)).ok(0, 2, 3, "open", id("t3"), told(3));
    node("n1", three().blocks());

    assertThat(proof("validity")).isEqualTo("somebody-asked [t2,n1]");
  }

  @Test
  void nodeThatShowsAnotherChainIsCited() throws IOException {
    asked();
    Value.Fields shown = Value.fields("block", Value.of(3)).with("hash", Value.of(OTHER));
    table.ok(1, 10, 11, "audit", Value.fields("node", Value.of("n1")), shown);
    node("n1", three().blocks());

    assertThat(proof("agreement", 6)).isEqualTo("nodes-know-their-chain [6]");
    assertThat(proof("agreement", 4)).isEqualTo("none");
  }

  @Test
  void whatWasAcknowledgedAndIsNowhereIsCited() throws IOException {
    asked();
    table.ok(0, 10, 11, "open", id("t4"), told(3));
    node("n1", three().blocks());

    assertThat(proof("acknowledged", 4, 6)).isEqualTo("acknowledged-is-in-every-chain [6,n1]");
    assertThat(proof("linearizability", 6)).isEqualTo("acknowledged-is-in-every-chain [6,n1]");
  }

  @Test
  void receiptOfAnotherPlaceIsCited() throws IOException {
    table.ok(0, 0, 1, "open", id("t1"), told(2));
    node("n1", three().blocks());

    assertThat(proof("linearizability", 0)).isEqualTo("receipts-are-right [0,n1]");
  }

  @Test
  void whatFailedAndWasAppliedIsCited() throws IOException {
    asked();
    table.fail(0, 10, 11, "open", id("t5"));
    node("n1", three().block(Chains.open("t5", "c", 1)).blocks());

    assertThat(proof("acknowledged", 6)).isEqualTo("failed-is-in-no-chain [t5,n1]");
  }

  @Test
  void whatHappenedTwiceIsCited() throws IOException {
    asked();
    node("n1", three().block(Chains.applied("t3", "a", "b", 10)).blocks());

    assertThat(proof("acknowledged")).isEqualTo("once-in-a-chain [t3,n1]");
    assertThat(proof("linearizability")).isEqualTo("none");
  }

  @Test
  void lifeThatHadComeFurtherIsCited() throws IOException {
    List<Block> blocks = three().blocks();
    node("n1", blocks);
    List<Value.Fields> notes =
        List.of(
            note("started", ""),
            note("life-ended", "block 2 " + blocks.get(1).hash()),
            note("life-ended", "block 2 " + OTHER));
    written(notes);

    assertThat(proof("lives", notes)).isEqualTo("executed-stays [2,n1]");
  }

  @Test
  void nodeThatGaveUpIsCited() throws IOException {
    List<Value.Fields> notes = List.of(note("started", ""), note("broken", "impossible"));
    written(notes);

    assertThat(proof("halts", notes)).isEqualTo("nobody-gives-up [1]");
    assertThat(proof("no-such-checker", notes)).isEqualTo("none");
  }

  @Test
  void silenceAfterTheLastFaultIsCitedWithItsBound() {
    table
        .nemesis(0, 1, "kill", true)
        .nemesis(2, 3, "heal-all", true)
        .unknown(0, 10, "open", id("t1"))
        .fail(1, 30_000, 30_001, "open", id("t2"));
    assertThat(proof("availability")).isEqualTo("answers-come-back [0]");

    manifest = Optional.of(MANIFEST);
    assertThat(proof("availability")).isEqualTo("answers-come-back [20000000000]");
  }

  @Test
  void nodeWithoutALastAuditIsCited() {
    manifest = Optional.of(MANIFEST);
    table
        .nemesis(2, 3, "heal-all", true)
        .ok(0, 10, 11, "open", id("t1"), told(1))
        .fail(1, 30_000, 30_001, "audit", Value.fields("node", Value.of("n1")));

    assertThat(proof("availability")).isEqualTo("every-node-gives-a-last-audit [20000000000,n1]");
  }

  private void written(List<Value.Fields> notes) throws IOException {
    Files.writeString(
        run.resolve("events.jsonl"),
        notes.stream().map(note -> ValueJson.write(note) + "\n").collect(Collectors.joining()));
  }

  private static Value.Fields note(String event, String detail) {
    return Value.fields("time", Value.of(1))
        .with("source", Value.of("n1"))
        .with("event", Value.of(event))
        .with("epoch", Value.of(1))
        .with("detail", Value.of(detail));
  }
}
