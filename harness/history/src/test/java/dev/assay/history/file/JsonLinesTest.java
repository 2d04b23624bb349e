package dev.assay.history.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.history.HistoryException;
import dev.assay.history.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JsonLinesTest {
  @TempDir private Path folder;

  @Test
  void notesThatCanNotBeReadAreLeftOutAndTheOthersAreNot() throws IOException {
    Path file = folder.resolve("events.jsonl");
    Files.write(
        file,
        "{\"n\":1}\n{\"n\":\n[3]\n\n\u00ff{\"n\":4}\n{\"n\":5}\n{\"n\":6"
            .getBytes(StandardCharsets.ISO_8859_1));
    List<Value> read = new ArrayList<>();

    JsonLines.readable(file, fields -> read.add(fields.get("n").orElseThrow()));

    assertThat(read).containsExactly(Value.of(1), Value.of(5));
  }

  @Test
  void aFileThatCanNotBeReadIsNamed() {
    assertThatThrownBy(() -> JsonLines.readable(folder, _ -> {}))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining(folder.toString());
  }
}
