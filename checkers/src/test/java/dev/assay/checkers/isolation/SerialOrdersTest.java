package dev.assay.checkers.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.BruteForced;
import dev.assay.history.History;
import dev.assay.history.Seed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is inferred, against all orders of small histories by chance. */
final class SerialOrdersTest {
  private static final int CASES = Integer.getInteger("assay.cases", 3_000);

  @ParameterizedTest
  @CsvSource({"REALTIME,0", "REALTIME,5", "REALTIME,20", "PLAIN,5", "PLAIN,20"})
  void listAppendHasAnomaliesExactlyWhenNoOrderExplainsIt(Strength strength, int spoiledPercent) {
    Guarantee guarantee = new Guarantee(Level.SERIALIZABLE, strength);
    int explained = 0;
    for (int i = 0; i < CASES; i++) {
      History history = RandomTransactions.history(new Seed(i), true, 6, spoiledPercent);
      Isolation isolation = Isolation.ofListAppend(guarantee);
      history.operations().forEach(isolation::add);
      Isolation.Finding finding = isolation.decide();
      boolean exists = SerialOrders.exists(history, strength == Strength.REALTIME);
      explained += exists ? 1 : 0;
      assertThat(finding.keeps(guarantee))
          .as("seed %d: %s %s", i, history.operations(), finding.all())
          .isEqualTo(exists);
    }
    BruteForced.note(
        "lists, " + strength + ", " + spoiledPercent + " % spoiled", explained, CASES - explained);
    assertThat(explained).isBetween(spoiledPercent == 0 ? CASES : CASES / 50, CASES);
  }

  /** Which value came after which is not always known: no anomaly is no proof, as in Elle. */
  @ParameterizedTest
  @CsvSource({"REALTIME,0", "REALTIME,5", "REALTIME,20", "PLAIN,5", "PLAIN,20"})
  void registersHaveNoAnomalyWhereAnOrderExplainsThem(Strength strength, int spoiledPercent) {
    Guarantee guarantee = new Guarantee(Level.SERIALIZABLE, strength);
    int impossible = 0;
    int found = 0;
    for (int i = 0; i < CASES; i++) {
      History history = RandomTransactions.history(new Seed(i), false, 6, spoiledPercent);
      Isolation isolation = Isolation.ofRegisters(guarantee);
      history.operations().forEach(isolation::add);
      Isolation.Finding finding = isolation.decide();
      if (SerialOrders.exists(history, strength == Strength.REALTIME)) {
        assertThat(finding.keeps(guarantee))
            .as("seed %d: %s %s", i, history.operations(), finding.all())
            .isTrue();
      } else {
        impossible++;
        found += finding.keeps(guarantee) ? 0 : 1;
      }
    }
    BruteForced.note(
        "registers in transactions, " + strength + ", " + spoiledPercent + " % spoiled",
        CASES - impossible,
        impossible);
    assertThat(found).as("of %d", impossible).isGreaterThanOrEqualTo(impossible * 3 / 4);
  }
}
