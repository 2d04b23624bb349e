package dev.assay.history.file;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.assay.history.Event;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends events to a new file, one line of JSON each. Written through, an event is with the
 * operating system when {@link #append} returns: kill -9 of this process loses nothing, a power cut
 * what the system had not yet written. Buffered, lines wait for {@link #flush} or 64 KiB: for
 * virtual time, where a lost history is made again from its seed. One thread; I/O errors are thrown
 * as {@link UncheckedIOException} that name the file.
 */
public final class HistoryWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final SerializableString NOTHING = new SerializedString("");

  private final Path file;
  private final OutputStream out;
  private final JsonGenerator generator;
  private final boolean through;
  private long nextIndex;
  private long lastNanos;

  private HistoryWriter(Path file, boolean through) {
    this.file = file;
    this.through = through;
    try {
      out =
          new BufferedOutputStream(
              Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              BUFFER_BYTES);
      generator = ValueJson.FACTORY.createGenerator(out);
      generator.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
      generator.setRootValueSeparator(NOTHING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the history " + file + ": " + e, e);
    }
  }

  public static HistoryWriter writingThrough(Path file) {
    return new HistoryWriter(file, true);
  }

  public static HistoryWriter buffered(Path file) {
    return new HistoryWriter(file, false);
  }

  /**
   * Writes the event behind the ones before it.
   *
   * @throws IllegalArgumentException when the index has a gap or time goes back: a bug of the
   *     caller, whose file could not be read again
   */
  public void append(Event event) {
    if (event.index() != nextIndex || event.timeNanos() < lastNanos) {
      throw new IllegalArgumentException(
          "event %d at %d ns where index %d at %d ns or later is due"
              .formatted(event.index(), event.timeNanos(), nextIndex, lastNanos));
    }
    nextIndex++;
    lastNanos = event.timeNanos();
    try {
      EventJson.write(generator, event);
      generator.writeRaw('\n');
      generator.flush();
      if (through) {
        out.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot append to the history " + file + ": " + e, e);
    }
  }

  public void flush() {
    try {
      generator.flush();
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot append to the history " + file + ": " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      generator.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the history " + file + ": " + e, e);
    }
  }
}
