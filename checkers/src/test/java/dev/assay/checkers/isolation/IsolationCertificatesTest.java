package dev.assay.checkers.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Proofs;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.rule.Rules;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.History;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the isolation checkers find is proven to somebody who shares nothing with them. */
final class IsolationCertificatesTest {
  @TempDir private Path folder;

  private static final int CASES = Math.min(300, Integer.getInteger("assay.cases", 300));
  private static final Guarantee STRICT = Guarantee.STRICT_SERIALIZABLE;

  static Stream<Histories.Case> listAppend() {
    return Histories.read("list-append.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("listAppend")
  void everyDecisionAboutListsIsProven(Histories.Case given) {
    assertThat(isProven(IsolationChecker.listAppend(STRICT), given.history())).isTrue();
  }

  static Stream<Histories.Case> registers() {
    return Histories.read("rw-register.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("registers")
  void everyDecisionAboutRegistersIsProven(Histories.Case given) {
    assertThat(isProven(IsolationChecker.registers(STRICT), given.history())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"true,REALTIME", "true,SESSION", "true,PLAIN", "false,REALTIME", "false,PLAIN"})
  void decisionsByChanceAreProven(boolean lists, Strength strength) {
    Guarantee promised = new Guarantee(Level.SERIALIZABLE, strength);
    int proven = 0;
    for (int i = 0; i < CASES; i++) {
      History history = RandomTransactions.history(new Seed(i), lists, 7, i % 3 * 10);
      proven +=
          isProven(
                  lists
                      ? IsolationChecker.listAppend(promised)
                      : IsolationChecker.registers(promised),
                  history)
              ? 1
              : 0;
    }
    assertThat(proven).as("of %d", CASES).isGreaterThanOrEqualTo(lists ? CASES : CASES * 98 / 100);
  }

  static Stream<Arguments> anomalies() {
    return Stream.of(true, false)
        .flatMap(
            lists ->
                Histories.read(file(lists)).stream()
                    .filter(given -> !given.anomalies().isEmpty())
                    .map(given -> Arguments.of(lists, given)));
  }

  private static String file(boolean lists) {
    return lists ? "list-append.txt" : "rw-register.txt";
  }

  private static IsolationChecker checker(boolean lists, Guarantee promised) {
    return lists ? IsolationChecker.listAppend(promised) : IsolationChecker.registers(promised);
  }

  /** Each anomaly by itself, whatever level it rules out. */
  @ParameterizedTest
  @MethodSource("anomalies")
  void everyAnomalyIsProven(boolean lists, Histories.Case given) {
    Map<String, Value.Fields> proofs = phenomena(lists, given.history());
    Set<String> due = new TreeSet<>(given.anomalies());
    // These are no dependencies that anybody showed: the order of versions is believed.
    if (!lists) {
      due.remove("cyclic-versions");
      due.removeIf(name -> name.startsWith("G") && name.endsWith("-realtime"));
      due.removeIf(name -> name.startsWith("G") && name.endsWith("-process"));
    }
    assertThat(proofs.keySet()).containsAll(due);
    proofs.forEach(
        (name, proof) -> {
          List<Value> cites = ((Value.Items) proof.get("cites").orElseThrow()).items();
          boolean isCircle = cites.getLast() instanceof Value.Items;
          for (int i = 0; i < cites.size(); i++) {
            List<Value> fewer = new ArrayList<>(cites);
            Value left = fewer.remove(i);
            if (isCircle) {
              isRefused(given.history(), proof.with("cites", Value.items(fewer)));
            }
            if (left instanceof Value.Items(List<Value> edge)) {
              List<Value> back = new ArrayList<>(cites);
              back.set(i, Value.items(List.of(edge.get(2), edge.get(1), edge.get(0))));
              isRefused(given.history(), proof.with("cites", Value.items(back)));
            }
          }
          isRefused(given.history(), proof.with("rule", Value.of("no-such")));
        });
  }

  /** What a weaker level forbids is proven by the phenomenon that breaks it. */
  @ParameterizedTest
  @MethodSource("anomalies")
  void brokenWeakerLevelsAreProven(boolean lists, Histories.Case given) {
    for (Guarantee promised : Guarantee.all()) {
      Proofs proofs = Proofs.of(checker(lists, promised), Recording.of(given.history()), folder);
      if (proofs.result().verdict() == Verdict.FAIL
          && promised.strength() == Strength.PLAIN
          && !proofs.result().summary().contains("cyclic-versions")) {
        assertThat(proofs.certificate()).as("%s: %s", promised, proofs.result()).isPresent();
      }
    }
  }

  /** No proof of one history is accepted in another that has nothing of the kind. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void phenomenaOfOthersAreRefused(boolean lists) {
    List<Histories.Case> cases = Histories.read(file(lists));
    List<History> histories = new ArrayList<>();
    cases.forEach(given -> histories.add(given.history()));
    for (int i = 0; i < CASES / 4; i++) {
      histories.add(RandomTransactions.history(new Seed(i), lists, 6, i % 3 * 10));
    }
    Map<String, Set<Value.Fields>> proofs = new TreeMap<>();
    for (History history : histories) {
      phenomena(lists, history)
          .forEach((name, proof) -> proofs.computeIfAbsent(name, _ -> new HashSet<>()).add(proof));
    }
    for (History history : histories) {
      Isolation isolation = lists ? Isolation.ofListAppend(STRICT) : Isolation.ofRegisters(STRICT);
      history.operations().forEach(isolation::add);
      Isolation.Finding finding = isolation.decide();
      proofs.forEach(
          (name, some) -> {
            for (Value.Fields proof : some) {
              if (new Rules(folder, history).refusal(proof).isEmpty()) {
                assertThat(finding.keeps(broken(name)))
                    .as("%s in %s", ValueJson.write(proof), history.operations())
                    .isFalse();
              }
            }
          });
    }
  }

  /** The weakest guarantee that the phenomenon breaks. */
  private static Guarantee broken(String name) {
    Strength strength =
        name.endsWith("-realtime")
            ? Strength.REALTIME
            : name.endsWith("-process") ? Strength.SESSION : Strength.PLAIN;
    String plain = name.substring(0, name.length() - strength.anomalySuffix().length());
    Phenomenon phenomenon =
        Stream.of(Phenomenon.values())
            .filter(p -> p.text().equals(plain))
            .findFirst()
            .orElseThrow();
    Level level = Stream.of(Level.values()).filter(phenomenon::breaks).findFirst().orElseThrow();
    return new Guarantee(level, strength);
  }

  private Map<String, Value.Fields> phenomena(boolean lists, History history) {
    Map<String, Value.Fields> byName = new TreeMap<>();
    for (Value other : Proofs.of(checker(lists, STRICT), Recording.of(history), folder).others()) {
      Value.Fields proof = (Value.Fields) other;
      assertThat(new Rules(folder, history).refusal(proof)).isEmpty();
      byName.put(((Value.Text) proof.get("rule").orElseThrow()).text().substring(3), proof);
    }
    return byName;
  }

  private void isRefused(History history, Value doctored) {
    assertThat(new Rules(folder, history).refusal(doctored))
        .as(ValueJson.write(doctored))
        .isPresent();
  }

  /** What is written is accepted; whether anything was. */
  private boolean isProven(IsolationChecker checker, History history) {
    Proofs proofs = Proofs.of(checker, Recording.of(history), folder);
    if (proofs.result().verdict() == Verdict.VACUOUS) {
      return true;
    }
    proofs
        .certificate()
        .ifPresent(
            certificate ->
                assertThat(Verifier.refusal(history, certificate))
                    .as("%s %s", proofs.result(), ValueJson.write(certificate))
                    .isEmpty());
    return proofs.certificate().isPresent();
  }
}
