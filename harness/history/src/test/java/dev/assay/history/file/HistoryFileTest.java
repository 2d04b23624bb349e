package dev.assay.history.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.HistoryException;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HistoryFileTest {
  private static final String INVOKE =
      "{\"index\":0,\"time\":5,\"process\":3,\"type\":\"invoke\",\"f\":\"read\",\"value\":{\"account\":\"a0\"}}\n";
  private static final String OK =
      "{\"index\":1,\"time\":9,\"process\":3,\"type\":\"ok\",\"f\":\"read\",\"value\":{\"account\":\"a0\",\"balance\":95,\"block\":1}}\n";

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAgain() {
    Value.Fields asked = Value.fields("account", Value.of("ä\"\n\u0001"));
    List<Event> events =
        List.of(
            event(0, 0, EventType.INVOKE, asked, Optional.empty()),
            event(1, 0, EventType.OK, asked.with("balance", Value.NIL), Optional.empty()),
            event(2, 7, EventType.INVOKE, Value.items(List.of(Value.of(true))), Optional.empty()),
            event(3, 9, EventType.UNKNOWN, Value.of(Long.MIN_VALUE), Optional.of("timed out")));
    Path file = folder.resolve("history.jsonl");
    try (HistoryWriter writer = HistoryWriter.writingThrough(file)) {
      events.forEach(writer::append);
      // Before the writer is closed: kill -9 would leave the same bytes.
      assertThat(HistoryReader.read(file).events()).isEqualTo(events);
    }
    assertThat(HistoryReader.read(file).events()).isEqualTo(events);
  }

  @Test
  void bufferedLinesArriveWhenFlushed() {
    Path file = folder.resolve("history.jsonl");
    try (HistoryWriter writer = HistoryWriter.buffered(file)) {
      writer.append(event(0, 0, EventType.INVOKE, Value.NIL, Optional.empty()));
      assertThat(file).isEmptyFile();
      writer.flush();
      assertThat(HistoryReader.read(file).events()).hasSize(1);
    }
  }

  @Test
  void theLineHasTheAgreedForm() throws IOException {
    Path file = folder.resolve("history.jsonl");
    try (HistoryWriter writer = HistoryWriter.writingThrough(file)) {
      writer.append(
          new Event(
              0,
              5,
              new ProcessId(3),
              EventType.INVOKE,
              "read",
              Value.fields("account", Value.of("a0")),
              Optional.empty()));
      writer.append(
          new Event(
              1,
              6,
              ProcessId.NEMESIS,
              EventType.INVOKE,
              "kill",
              Value.fields(),
              Optional.of("why")));
    }
    assertThat(Files.readString(file))
        .isEqualTo(
            INVOKE
                + "{\"index\":1,\"time\":6,\"process\":\"nemesis\",\"type\":\"invoke\",\"f\":\"kill\",\"value\":{},\"error\":\"why\"}\n");
  }

  @Test
  void writerRefusesAGapAndTimeThatGoesBack() {
    try (HistoryWriter writer = HistoryWriter.buffered(folder.resolve("h"))) {
      writer.append(event(0, 5, EventType.INVOKE, Value.NIL, Optional.empty()));
      assertThatThrownBy(
              () -> writer.append(event(2, 6, EventType.OK, Value.NIL, Optional.empty())))
          .hasMessageContaining("event 2 at 6 ns where index 1 at 5 ns or later is due");
      assertThatThrownBy(
              () -> writer.append(event(1, 4, EventType.OK, Value.NIL, Optional.empty())))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void operationsArePaired() throws IOException {
    Operation operation = HistoryReader.read(written(INVOKE + OK)).operations().getFirst();
    assertThat(operation.completedNanos()).isEqualTo(9);
    assertThat(operation.completionIndex()).isEqualTo(1);
    assertThat(operation.outcome()).isInstanceOf(Outcome.Ok.class);
  }

  @Test
  void operationThatNeverCompletedIsUnknown() throws IOException {
    Operation operation = HistoryReader.read(written(INVOKE)).operations().getFirst();
    assertThat(operation.isUnknown()).isTrue();
    assertThat(operation.completedNanos()).isEqualTo(Operation.NEVER);
    assertThat(operation.completionIndex()).isEqualTo(Operation.NEVER);
  }

  @Test
  void lastLineWithoutLineFeedIsWhole() throws IOException {
    assertThat(HistoryReader.read(written(INVOKE + OK.strip())).events()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"index":1,"time":9,"process":3,"ty                                     | the last line is cut off
          {"index":1,"time":9,"process":3,"type":"ok","f":"read"}                 | no field "value"
          {"index":1,"time":9,"process":3,"type":"ok","f":"read","value":1,"x":1} | no field "x"
          {"index":1,"time":9,"time":9}                                           | "time" is there twice
          {"index":1,"time":9.5}                                                  | 9.5 at column 22 is not a whole number
          {"index":1,"time":99999999999999999999}                                 | not JSON
          {"index":2,"time":9,"process":3,"type":"ok","f":"read","value":1}       | index 2 where 1 is due
          {"index":1,"time":4,"process":3,"type":"ok","f":"read","value":1}       | time goes back to 4 ns after 5 ns in event 0
          {"index":1,"time":9,"process":4,"type":"ok","f":"read","value":1}       | process 4 completes read without an invocation
          {"index":1,"time":9,"process":3,"type":"ok","f":"open","value":1}       | process 3 completes open, but what it invoked is read
          {"index":1,"time":9,"process":3,"type":"invoke","f":"open","value":1}   | process 3 invokes open while its read of event 0 is open
          {"index":1,"time":9,"process":3,"type":"info","f":"read","value":1}     | type "info" is none of
          {"index":1,"time":9,"process":-1,"type":"ok","f":"read","value":1}      | process -1 is neither
          {"index":1,"time":9,"process":3,"type":"ok","f":7,"value":1}            | "f" is not text
          ``                                                                      | no value where one is due
          null                                                                    | the line is not an object
          {} {}                                                                   | something follows the value
          """)
  void brokenLineIsNamed(String line, String problem) throws IOException {
    Path file = written(INVOKE + line + (problem.contains("cut off") ? "" : "\n"));
    assertThatThrownBy(() -> HistoryReader.read(file))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining(file + ", line 2: ")
        .hasMessageContaining(problem)
        .hasMessageContaining("repair the line, or ask");
    HistoryReader.ReadablePart part = HistoryReader.readReadablePart(file);
    assertThat(part.history().events()).hasSize(1);
    assertThat(part.leftOut().orElseThrow().line()).isEqualTo(2);
  }

  @Test
  void processIsNotUsedAgainAfterAnUnknownOutcome() throws IOException {
    String unknown = OK.replace("\"ok\"", "\"unknown\"");
    String again = INVOKE.replace("\"index\":0,\"time\":5", "\"index\":2,\"time\":9");
    assertThatThrownBy(() -> HistoryReader.read(written(INVOKE + unknown + again)))
        .hasMessageContaining("line 3: process 3 is used again after an outcome that is unknown");
  }

  @Test
  void nemesisGoesOnAfterAnUnknownOutcome() throws IOException {
    String faults =
        (INVOKE
                + OK.replace("\"ok\"", "\"unknown\"")
                + INVOKE.replace("\"index\":0,\"time\":5", "\"index\":2,\"time\":9"))
            .replace("\"process\":3", "\"process\":\"nemesis\"");
    assertThat(HistoryReader.read(written(faults)).faults()).hasSize(2);
  }

  @Test
  void emptyFileAndMissingFileAreTold() throws IOException {
    assertThatThrownBy(() -> HistoryReader.read(written("")))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("the history is empty");
    assertThatThrownBy(() -> HistoryReader.readReadablePart(folder.resolve("nothing")))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void deepNestingAndLongLinesAreRefused() throws IOException {
    assertThatThrownBy(() -> HistoryReader.read(written("[".repeat(100_000))))
        .isInstanceOf(HistoryException.class);
    assertThatThrownBy(() -> HistoryReader.read(written(" ".repeat(LineReader.LINE_BYTES_MAX + 1))))
        .hasMessageContaining("line 1")
        .hasMessageContaining("longer than 16777216 bytes");
  }

  @Test
  void mutatedFilesAreReadOrRefusedAndNothingElse() throws IOException {
    byte[] good = (INVOKE + OK).getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("mutated");
    int refused = 0;
    for (int round = 0; round < 3000; round++) {
      Seed seed = new Seed(round);
      byte[] bytes = good.clone();
      for (int i = 0; i < 1 + seed.below(0, 4); i++) {
        bytes[seed.below(2 * i + 1, bytes.length)] = (byte) seed.below(2 * i + 2, 256);
      }
      Files.write(file, bytes);
      try {
        assertThat(HistoryReader.read(file).events()).isNotEmpty();
      } catch (HistoryException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(2000, 2999);
  }

  private Path written(String text) throws IOException {
    return Files.writeString(folder.resolve("history.jsonl"), text);
  }

  private static Event event(
      long index, long time, EventType type, Value value, Optional<String> error) {
    return new Event(index, time, new ProcessId(0), type, "f", value, error);
  }
}
