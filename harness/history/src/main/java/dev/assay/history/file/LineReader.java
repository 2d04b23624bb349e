package dev.assay.history.file;

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
  private final byte[] buffer = new byte[1 << 16];
  private int next;
  private int filled;
  private long number;
  private boolean ended = true;

  LineReader(Path file) throws IOException {
    in = Files.newInputStream(file);
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
    if (!fill()) {
      return Optional.empty();
    }
    number++;
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    ended = false;
    while (!ended && fill()) {
      int end = next;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      if (line.size() + (end - next) > LINE_BYTES_MAX) {
        throw new JsonException("the line is longer than " + LINE_BYTES_MAX + " bytes");
      }
      line.write(buffer, next, end - next);
      ended = end < filled;
      next = ended ? end + 1 : end;
    }
    return Optional.of(decoded(line.toByteArray()));
  }

  /** Whether there is a byte to read. */
  private boolean fill() throws IOException {
    if (next == filled) {
      next = 0;
      filled = Math.max(0, in.read(buffer));
    }
    return next < filled;
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
