package dev.assay.checkers.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Checker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.Timetable;
import dev.assay.checkers.certificate.Proofs;
import dev.assay.checkers.run.CheckRun;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each way to break a promise of accounts or of sessions has a smallest history that shows it, with
 * a proof of which nothing can be left out, and one that just misses it.
 */
final class LedgerPairsTest {
  @TempDir private Path folder;

  record Case(String title, String checker, String verdict, List<String> lines) {
    boolean isShown() {
      return verdict.equals("FAIL");
    }

    @Override
    public String toString() {
      return checker + ": " + title;
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    text()
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(
            line -> {
              if (line.startsWith("== ")) {
                String[] parts = line.substring(3).split(" \\| ", -1);
                cases.add(new Case(parts[0], parts[1], parts[2], new ArrayList<>()));
              } else {
                cases.getLast().lines().add(line);
              }
            });
    return cases.stream();
  }

  private static String text() {
    try (InputStream in = LedgerPairsTest.class.getResourceAsStream("/ledger/pairs.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What breaks a promise comes first, what just does not right behind it. */
  @Test
  void everyAnomalyHasANeighbour() {
    List<Case> cases = cases().toList();
    assertThat(cases).hasSize(40);
    for (int i = 0; i < cases.size(); i += 2) {
      assertThat(cases.get(i).isShown()).as("%s", cases.get(i)).isTrue();
      assertThat(cases.get(i + 1).isShown()).as("%s", cases.get(i + 1)).isFalse();
      assertThat(cases.get(i + 1).checker()).isEqualTo(cases.get(i).checker());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isDecided(Case given) {
    assertThat(proofs(given, recording(given.lines())).result().verdict())
        .hasToString(given.verdict());
  }

  static Stream<Case> shown() {
    return cases().filter(Case::isShown);
  }

  @ParameterizedTest
  @MethodSource("shown")
  void isProvenByNoMoreThanIsNeeded(Case given) {
    Recording recording = recording(given.lines());
    Proofs proofs = proofs(given, recording);
    assertThat(proofs.certificate()).as("%s", proofs.result()).isPresent();
    Value.Fields proof = (Value.Fields) proofs.certificate().orElseThrow();

    assertThat(Verifier.refusal(recording.history(), proof)).isEmpty();
    List<Value> few = ((Value.Items) proof.get("operations").orElseThrow()).items();
    for (int i = 0; i < few.size(); i++) {
      List<Value> fewer = new ArrayList<>(few);
      fewer.remove(i);
      isRefused(recording, proof.with("operations", Value.items(fewer)));
    }
    isRefused(recording, proof.with("certificate", Value.of("order")));
    isRefused(recording, proof.with("model", Value.of("oracle")));
  }

  static Stream<Case> missed() {
    return cases().filter(given -> !given.isShown());
  }

  /** Whoever names all operations of what passed proves nothing. */
  @ParameterizedTest
  @MethodSource("missed")
  void nothingContradictsWhatPassed(Case given) {
    Recording recording = recording(given.lines());
    List<Value> all =
        recording.history().clientOperations().stream()
            .filter(o -> !o.isFail())
            .<Value>map(o -> Value.of(o.index()))
            .toList();
    boolean isOfAccounts = given.lines().getFirst().contains("open");
    isRefused(
        recording,
        Value.fields("certificate", Value.of("contradiction"))
            .with("model", Value.of(isOfAccounts ? "ledger" : "ledger-places"))
            .with("respects", Value.of(isOfAccounts ? "realtime" : "process+claimed"))
            .with("until", Value.of(Long.MAX_VALUE))
            .with("operations", Value.items(all)));
  }

  private static void isRefused(Recording recording, Value doctored) {
    assertThat(Verifier.refusal(recording.history(), doctored))
        .as(ValueJson.write(doctored))
        .isPresent();
  }

  private Proofs proofs(Case given, Recording recording) {
    Checker checker =
        CheckRun.catalog().stream()
            .filter(c -> c.name().equals(given.checker()))
            .findFirst()
            .orElseThrow();
    return Proofs.of(checker, recording, folder);
  }

  static Recording recording(List<String> lines) {
    Timetable table = new Timetable();
    lines.forEach(line -> add(table, line));
    return table.recording();
  }

  private static void add(Timetable table, String line) {
    String[] halves = line.split(" -> ", -1);
    String[] words = halves[0].split(" ", -1);
    int process = Integer.parseInt(words[0]);
    String[] times = words[1].split("-", -1);
    long from = Long.parseLong(times[0]);
    String f =
        switch (words[2]) {
          case "move" -> "transfer";
          case "all" -> "read-all";
          default -> words[2];
        };
    Value.Fields asked = asked(words, from);
    if (times.length == 1) {
      table.unknown(process, from, f, asked);
    } else if (halves[1].equals("failed")) {
      table.fail(process, from, Long.parseLong(times[1]), f, asked);
    } else {
      table.ok(process, from, Long.parseLong(times[1]), f, asked, told(f, halves[1]));
    }
  }

  private static Value.Fields asked(String[] words, long from) {
    return switch (words[2]) {
      case "open" ->
          Value.fields("id", Value.of("o-" + from))
              .with("account", Value.of(words[3]))
              .with("amount", Value.of(Long.parseLong(words[4])));
      case "move" ->
          Value.fields("id", Value.of(words[3]))
              .with("from", Value.of(words[4]))
              .with("to", Value.of(words[5]))
              .with("amount", Value.of(Long.parseLong(words[6])));
      case "read" -> Value.fields("account", Value.of(words[3]));
      default -> Value.fields();
    };
  }

  private static Value.Fields told(String f, String text) {
    String[] words = text.split(" ", -1);
    if (!f.startsWith("read")) {
      String[] place = words[1].split("\\.", -1);
      Value.Fields result = Value.fields("result", Value.of(words[0]));
      return (words[0].equals("refused") ? result.with("reason", Value.of(words[2])) : result)
          .with("block", Value.of(Long.parseLong(place[0])))
          .with("position", Value.of(Long.parseLong(place[1])));
    }
    Value.Fields balances = Value.fields();
    for (String word : words) {
      if (word.contains("=")) {
        String[] balance = word.split("=", -1);
        balances = balances.with(balance[0], Value.of(Long.parseLong(balance[1])));
      }
    }
    Value.Fields shown =
        f.equals("read")
            ? Value.fields("balance", Value.of(Long.parseLong(words[0])))
            : Value.fields("balances", balances);
    return shown.with("block", Value.of(Long.parseLong(words[words.length - 1].substring(1))));
  }
}
