package dev.assay.checkers.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each anomaly of a family has a smallest history that shows it, and one that just misses it. */
final class EveryFamilyAnomalyTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "set | an acknowledged element is missing | an unknown one is missing",
        "set | a failed one is there | an unknown one is there",
        "set | nobody added it | all is there",
        "set-full | lost: no later read shows it | the read began before it was known",
        "set-full | stale: it comes back | never read again: the read overlaps",
        "set-full | never read | never read again: the read overlaps",
        "set-full | it is shown before anybody added it | it is shown while it is added",
        "set-full | a read had shown the unknown one | a read shows it while another read misses"
            + " it",
        "counter | it shows less | an addition is under way",
        "counter | it shows more | an unknown addition may count",
        "counter | below a subtraction | a subtraction under way",
        "counter | no number | it shows what was added",
        "queue | out comes something else | out comes what went in",
        "queue | out comes what failed to go in | out comes what is going in",
        "queue | out comes what goes in later | out comes what is going in",
        "queue | twice | twice in, twice out",
        "total-queue | lost | drained",
        "total-queue | lost | the unknown one may be missing",
        "total-queue | unexpected | recovered: the unknown one comes out",
        "total-queue | one unknown dequeue can't have taken two | an unknown dequeue may have taken"
            + " it",
        "unique-ids | one id twice | two ids",
        "long-fork | two orders | one order",
        "causal | it forgot its own write | another may not know",
        "causal | it went back | two writers that did not know each other, both ways",
        "causal | the reply without the question | the question without the reply",
        "causal | from its own future | what it knows of",
        "monotonic | backwards | backwards between processes",
        "kafka | lost | not polled so far",
        "kafka | two values at one offset | sent and polled",
        "kafka | one value at two offsets | one value at one offset, told by two",
        "kafka | a failed one was polled | an unknown one was polled",
        "kafka | nobody sent it | an unknown one was polled",
        "kafka | it went back | it was told to go back",
        "kafka | it left something out | it passed over an offset that holds nothing",
        "liveness | it waits a little longer than the bound | nothing happens for just as long as"
            + " is allowed",
      })
  void isShownAndJustMissed(String checker, String shown, String missed) {
    assertThat(verdict(checker, shown)).isEqualTo("FAIL");
    assertThat(verdict(checker, missed)).isEqualTo("PASS");
  }

  private static String verdict(String checker, String title) {
    List<FamiliesTest.Case> found =
        FamiliesTest.cases()
            .filter(given -> given.checker().equals(checker) && given.title().equals(title))
            .toList();
    assertThat(found).as("%s: %s", checker, title).hasSize(1);
    return found.getFirst().verdict();
  }
}
