package dev.assay.checkers.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each anomaly has a smallest history that shows it and one that just misses it. */
final class AnomaliesTest {
  static Stream<Histories.Case> listAppend() {
    return Histories.read("list-append.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("listAppend")
  void listAppendShowsExactly(Histories.Case given) {
    shows(given, Isolation.ofListAppend(Guarantee.STRICT_SERIALIZABLE));
  }

  static Stream<Histories.Case> registers() {
    return Histories.read("rw-register.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("registers")
  void registersShowExactly(Histories.Case given) {
    shows(given, Isolation.ofRegisters(Guarantee.STRICT_SERIALIZABLE));
  }

  private static void shows(Histories.Case given, Isolation isolation) {
    given.history().operations().forEach(isolation::add);
    List<Anomaly> found = isolation.decide().all();
    assertThat(new TreeSet<>(found.stream().map(Anomaly::name).toList()))
        .as("%s: %s", given.name(), found)
        .isEqualTo(given.anomalies());
    for (Anomaly anomaly : found) {
      assertThat(anomaly.sentence()).isNotBlank().doesNotContain("%");
      for (int i = 0; i < anomaly.cycle().size(); i++) {
        long next = anomaly.cycle().get((i + 1) % anomaly.cycle().size()).from();
        assertThat(anomaly.cycle().get(i).to()).as("%s", anomaly).isEqualTo(next);
        isNamedAsItIsExplained(anomaly.cycle().get(i));
      }
    }
  }

  private static void isNamedAsItIsExplained(Anomaly.Dependency dependency) {
    String kind =
        dependency.why().startsWith("process ")
            ? "process"
            : dependency.why().startsWith("it had ended") ? "realtime" : "";
    if (kind.isEmpty()) {
      assertThat(dependency.kind()).isIn("ww", "wr", "rw");
    } else {
      assertThat(dependency.kind()).isEqualTo(kind);
    }
  }
}
