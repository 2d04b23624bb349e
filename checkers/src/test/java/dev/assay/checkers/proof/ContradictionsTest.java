package dev.assay.checkers.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Timetable;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.history.History;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * From the operation at which somebody saw it to the few that show it: with whoever wrote what was
 * found, whoever touched what a refusal speaks of, and whoever touched anything of it.
 */
final class ContradictionsTest {
  private static String found(String model, String respects, String lines, List<Long> before) {
    History history = Timetable.of(List.of(lines.split("; ", -1))).history();
    long last = history.clientOperations().getLast().index();
    return Contradictions.find(
            new Contradictions.Claim("it", model, respects, Certificate.TO_THE_END),
            history,
            List.of(last),
            before)
        .map(it -> (Value.Fields) it.value())
        .map(
            it ->
                ValueJson.write(it.get("operations").orElseThrow())
                    + " until "
                    + ValueJson.write(it.get("until").orElseThrow()))
        .orElse("none");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        // What nobody wrote needs nobody else.
        "register | 0 0-1 ok write 1; 1 2-3 ok read null -> 7 | [2] until 3",
        // Somebody wrote it, but later.
        "register | 1 0-1 ok read null -> 1; 0 2-3 ok write 1; 2 4-5 ok read null -> 1 | [0,2]"
            + " until 3",
        // Who replaced it has nothing to do with what was found.
        "register | 0 0-1 ok write 1; 0 2-3 ok write 2; 1 4-5 ok read null -> 1 | [0,2,4] until 5",
        "register | 0 0-1 ok write 1; 0 2-9 ok write 2; 1 4-5 ok read null -> 1 | none",
        // A refusal speaks of all that was there.
        "strict-register | 0 0-1 ok write 3; 0 2-3 ok write 1; 1 4-5 fail cas [1,2] | [0,2,4]"
            + " until 5",
        "strict-register | 0 0-1 ok write 1; 0 2-9 ok write 3; 1 4-5 fail cas [1,2] | none",
        // Additions say nothing of what was there before.
        "counter | 0 0-1 ok add 2; 0 2-3 ok add 3; 1 4-5 ok read null -> 4 | [0,2,4] until 5",
        "counter | 0 0-1 ok add 2; 0 2-9 ok add 3; 1 4-5 ok read null -> 5 | none",
      })
  void namesNoMoreThanIsNeeded(String model, String lines, String few) {
    assertThat(found(model, Certificate.REALTIME, lines, List.of())).isEqualTo(few);
  }

  @ParameterizedTest
  @CsvSource({"realtime,[0;2;4] until 5", "process,none", "nothing,none"})
  void onlyWhatIsRespectedCounts(String respects, String few) {
    String lines = "0 0-1 ok write 1; 0 2-3 ok write 2; 1 4-5 ok read null -> 1";

    assertThat(found("register", respects, lines, List.of())).isEqualTo(few.replace(';', ','));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"process | [0,2,4] until 9223372036854775807", "nothing | none"})
  void theEndOfTimeIsCitedWhereTimeDoesNotCount(String respects, String few) {
    String lines = "0 0-1 ok write 1; 0 2-3 ok write 2; 0 4-5 ok read null -> 1";

    assertThat(found("register", respects, lines, List.of(0L, 2L))).isEqualTo(few);
  }
}
