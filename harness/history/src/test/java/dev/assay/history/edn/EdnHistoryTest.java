package dev.assay.history.edn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.HistoryException;
import dev.assay.history.ProcessId;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EdnHistoryTest {
  private static final String REGISTER =
      """
      ; a register
      {:process 0, :type :invoke, :f :write, :value 1}
      {:process 1, :type :invoke, :f :read, :value nil}
      {:process :nemesis, :type :info, :f :partition, :value #{"n1" "n2"}}
      {:process 0, :type :info, :f :write, :value 1, :error [:timeout "n1"]}
      #jepsen.history.Op{:process 1, :type :ok, :f :read, :value 1N, :extra #_ignored \\a}
      {:process :nemesis, :type :info, :f :partition, :value "done"}
      {:process 2, :type :invoke, :f :cas, :value [1 -2]}
      {:process 2, :type :fail, :f :cas, :value (1 -2) :error "no"}
      """;

  @TempDir Path folder;

  @Test
  void jepsensFormIsRead() throws IOException {
    History history = read(REGISTER);
    assertThat(history.operations()).hasSize(4);
    assertThat(history.operations().get(0).isUnknown()).isTrue();
    assertThat(history.operations().get(0).outcome().toString()).contains("[\"timeout\",\"n1\"]");
    assertThat(history.operations().get(1).completionIndex()).isEqualTo(4);
    assertThat(history.faults().getFirst().isOk()).isTrue();
    assertThat(history.operations().get(3).input())
        .isEqualTo(Value.items(List.of(Value.of(1), Value.of(-2))));
  }

  @Test
  void oneCollectionIsReadAsWell() throws IOException {
    assertThat(read("[" + REGISTER + "]").events()).isEqualTo(read(REGISTER).events());
    assertThat(read("(" + REGISTER + ") ; end").events()).isEqualTo(read(REGISTER).events());
  }

  @Test
  void keyBesideTheValueBecomesAField() throws IOException {
    History history = read("{:process 0 :type :invoke :f :get :key \"3\" :value nil}");
    assertThat(history.events().getFirst().value())
        .isEqualTo(Value.fields("key", Value.of("3")).with("value", Value.NIL));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Value.Fields value =
        Value.fields("to", Value.of("a\"\\\n\tü"))
            .with("0", Value.items(List.of(Value.of(true), Value.NIL)))
            .with("nested", Value.fields("n", Value.of(Long.MIN_VALUE)));
    List<Event> events =
        List.of(
            event(0, 0, EventType.INVOKE, "read-all", value, Optional.empty()),
            event(1, -1, EventType.INVOKE, "kill", value, Optional.empty()),
            event(2, 0, EventType.UNKNOWN, "read-all", value, Optional.of("timed out")),
            event(3, -1, EventType.OK, "kill", value, Optional.empty()),
            event(4, 1, EventType.INVOKE, "read-all", value, Optional.empty()),
            event(5, 1, EventType.FAIL, "read-all", value, Optional.of("not-leader")));
    assertThat(read(EdnHistory.write(History.of(events))).events()).isEqualTo(events);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {:process 5 :type :ok :f :read :value 1}      | process 5 completes read without
          {:process 5 :type :odd :f :read}              | :type is odd, none of
          {:process a :type :invoke :f :read}           | :process is a, neither
          {:process 5 :type :invoke}                    | an event has no :f
          {:process 5 :type :invoke :f                  | the text ends where
          {:process 5 :type}                            | a map has a key without a value
          {:process 5 :process 5}                       | a map has the key process twice
          {:process 5 :value 1.5}                       | 1.5 is not a whole number
          {:process 5 :value "abc                       | the text ends within a string
          {:process 5 :value "a\\qc"}                   | '\\q' is no escape
          5                                             | an event is not a map
          ]                                             | ']' closes nothing
          """)
  void brokenFormIsNamed(String form, String problem) {
    assertThatThrownBy(() -> read(REGISTER + form))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("line 10: ")
        .hasMessageContaining(problem);
  }

  @Test
  void emptyAndDeepTextsAreRefused() {
    assertThatThrownBy(() -> read(" ; nothing")).hasMessageContaining("the history is empty");
    assertThatThrownBy(() -> read("[]")).hasMessageContaining("the history is empty");
    assertThatThrownBy(() -> read("[" + REGISTER)).hasMessageContaining("ends within");
    assertThatThrownBy(() -> read("[" + REGISTER + "] 1")).hasMessageContaining("follows");
    for (String deep : List.of("[", "{", "#{", "#a ", "#_")) {
      assertThatThrownBy(() -> read("{:value " + deep.repeat(100_000)))
          .isInstanceOf(HistoryException.class);
    }
  }

  @Test
  void mutatedTextsAreReadOrRefusedAndNothingElse() throws IOException {
    String alphabet = "{}[]()#:\"\\;_ ,1aN-\n";
    int refused = 0;
    for (int round = 0; round < 1000; round++) {
      Seed seed = new Seed(round);
      StringBuilder text = new StringBuilder(REGISTER);
      for (int i = 0; i < 1 + seed.below(0, 3); i++) {
        text.setCharAt(
            seed.below(2 * i + 1, text.length()),
            alphabet.charAt(seed.below(2 * i + 2, alphabet.length())));
      }
      try {
        read(text.toString());
      } catch (HistoryException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(300, 999);
  }

  private History read(String text) throws IOException {
    return EdnHistory.read(Files.writeString(folder.resolve("history.edn"), text));
  }

  private static Event event(
      long index, long process, EventType type, String f, Value value, Optional<String> error) {
    return new Event(index, index, new ProcessId(process), type, f, value, error);
  }
}
