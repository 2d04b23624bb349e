package dev.assay.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scripts with their exact output. {@code -Drewrite=true} writes the output anew: read the
 * difference, and keep it only if you understand what caused it.
 */
class TranscriptTest {
  private static final Path FOLDER = Path.of("src/test/resources/transcripts");

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void transcriptIsExact(String name) throws IOException {
    Path file = FOLDER.resolve(name);
    String expected = Files.readString(file);
    assertThat(expected).as("first a comment that says what is shown").startsWith("# ");
    String actual = Transcript.run(expected);
    if (Boolean.getBoolean("rewrite")) {
      Files.writeString(file, actual);
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }
}
