package dev.assay.harness.run;

import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The run's {@code events.jsonl}: one note a line, {@code {"time":…,"source":…,"event":…,…}}. With
 * the operating system when {@link #note} returns.
 */
public final class JournalFile implements Journal, AutoCloseable {
  private final Path file;
  private final Writer writer;

  /**
   * Creates the file.
   *
   * @throws UncheckedIOException when it exists already or can't be written; the message names it
   */
  public JournalFile(Path file) {
    this.file = file;
    try {
      writer =
          Files.newBufferedWriter(
              file,
              StandardCharsets.UTF_8,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw failed("created", e);
    }
  }

  @Override
  public synchronized void note(long timeNanos, String source, String event, Value.Fields facts) {
    Value line =
        Value.fields("time", Value.of(timeNanos))
            .with("source", Value.of(source))
            .with("event", Value.of(event))
            .with(facts);
    try {
      writer.write(ValueJson.write(line));
      writer.write('\n');
      writer.flush();
    } catch (IOException e) {
      throw failed("written", e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw failed("closed", e);
    }
  }

  private UncheckedIOException failed(String what, IOException cause) {
    return new UncheckedIOException("events file " + file + " can't be " + what, cause);
  }
}
