package dev.assay.history.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of a file of UTF-8 text, bounded in length. */
final class LineReader implements AutoCloseable {
  static final int LINE_BYTES_MAX = 16 << 20;

  private final InputStream in;
  private long number;
  private boolean ended = true;

  LineReader(Path file) throws IOException {
    in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }

  /** The number of the line that was read last, from 1; 0 before the first. */
  long number() {
    return number;
  }

  /** Whether the line that was read last ended with a line feed, or none was read yet. */
  boolean ended() {
    return ended;
  }

  /**
   * The next line without its line feed, or empty at the end.
   *
   * @throws JsonException when the line is too long or not UTF-8
   */
  Optional<String> next() throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    number++;
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    int next = first;
    while (next >= 0 && next != '\n') {
      if (line.size() == LINE_BYTES_MAX) {
        throw new JsonException("the line is longer than " + LINE_BYTES_MAX + " bytes");
      }
      line.write(next);
      next = in.read();
    }
    ended = next == '\n';
    return Optional.of(decoded(line.toByteArray()));
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new JsonException("the line is not UTF-8 text");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
