package dev.assay.checkers.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No anomaly is without a history that shows it, and each such file has those that show none. */
final class EveryAnomalyTest {
  /** What a single kind of transactions cannot show: there is another name for it there. */
  private static final Set<String> NOT_OF_LISTS = Set.of("cyclic-versions");

  private static final Set<String> NOT_OF_REGISTERS =
      Set.of("duplicate-elements", "incompatible-order");

  @ParameterizedTest
  @CsvSource({"list-append.txt", "rw-register.txt"})
  void isShownByAHistory(String file) {
    List<Histories.Case> cases = Histories.read(file);
    Set<String> shown = new TreeSet<>();
    cases.forEach(given -> shown.addAll(given.anomalies()));
    Set<String> due = new TreeSet<>();
    Arrays.stream(Phenomenon.values()).map(Phenomenon::text).forEach(due::add);
    due.removeAll(file.startsWith("list") ? NOT_OF_LISTS : NOT_OF_REGISTERS);

    assertThat(shown).containsAll(due);
  }

  /** Cycles have variants that need a process's own order, or real time. */
  @ParameterizedTest
  @CsvSource({"list-append.txt", "rw-register.txt"})
  void cyclesAreShownByProcessAndByTimeToo(String file) {
    Set<String> shown = new TreeSet<>();
    Histories.read(file).forEach(given -> shown.addAll(given.anomalies()));
    for (String cycle : List.of("G0", "G1c", "G-single", "G-nonadjacent", "G2-item")) {
      assertThat(shown).contains(cycle, cycle + "-process", cycle + "-realtime");
    }
  }

  @ParameterizedTest
  @CsvSource({"list-append.txt", "rw-register.txt"})
  void hasANeighbourThatJustMissesIt(String file) {
    List<String> names =
        Histories.read(file).stream()
            .filter(given -> given.anomalies().isEmpty())
            .map(given -> given.name().toLowerCase(Locale.ROOT))
            .toList();
    for (String near :
        List.of(
            "nearly g0:",
            "nearly g0-process",
            "nearly g0-realtime",
            "nearly g1a",
            "nearly g1b",
            "nearly g1c:",
            "nearly g1c-process",
            "nearly g1c-realtime",
            "nearly garbage",
            "nearly internal",
            "nearly future read",
            "nearly lost update",
            "nearly g-single:",
            "nearly g-single-process",
            "nearly stale",
            "nearly long fork",
            "nearly g-nonadjacent-process",
            "nearly g-nonadjacent-realtime",
            "nearly write skew",
            "nearly g2-item:",
            "nearly g2-item-process",
            "nearly g2-item-realtime")) {
      assertThat(names).as(near).anyMatch(name -> name.startsWith(near));
    }
    for (String near :
        file.startsWith("list")
            ? List.of("nearly duplicate", "nearly incompatible")
            : List.of("nearly cyclic versions", "nearly dirty update")) {
      assertThat(names).as(near).anyMatch(name -> name.startsWith(near));
    }
  }
}
