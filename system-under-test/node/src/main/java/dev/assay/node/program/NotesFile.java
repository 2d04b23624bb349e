package dev.assay.node.program;

import dev.assay.node.NodeEvent;
import dev.assay.node.storage.DataFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node noted in all of its lives, a line each, as the file {@code notes} beside its data. It
 * is there for people and for verification: nothing is synced, and what can't be read or written is
 * left out. Outlives the program, not the machine. One thread.
 */
final class NotesFile {
  private static final Logger LOG = LoggerFactory.getLogger(NotesFile.class);

  /** More is cut to its newest half when a node starts. */
  static final int BYTES_MAX = 1 << 20;

  private static final int FIELDS = 5;

  private final Path file;
  private final List<NodeEvent> earlier;
  private boolean broken;

  private NotesFile(Path file, List<NodeEvent> earlier) {
    this.file = file;
    this.earlier = List.copyOf(earlier);
  }

  /** Reads what earlier lives left in the folder, which is made if need be. */
  static NotesFile in(Path data) {
    Path file = data.resolve(DataFolder.NOTES);
    try {
      Files.createDirectories(data);
      if (!Files.exists(file)) {
        return new NotesFile(file, List.of());
      }
      String text = newest(file);
      List<NodeEvent> earlier = new ArrayList<>();
      text.lines().forEach(line -> parsed(line, earlier.size()).ifPresent(earlier::add));
      return new NotesFile(file, earlier);
    } catch (IOException e) {
      LOG.warn("{} can't be read: earlier notes are forgotten ({})", file, e.toString());
      return new NotesFile(file, List.of());
    }
  }

  /** A life that was cut short in the middle of a line leaves it without an end. */
  private static String newest(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length <= BYTES_MAX && (bytes.length == 0 || bytes[bytes.length - 1] == '\n')) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    int from = Math.max(0, bytes.length - BYTES_MAX / 2);
    String tail = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    int begin = from == 0 ? 0 : tail.indexOf('\n') + 1;
    String kept = tail.substring(begin, Math.max(begin, tail.lastIndexOf('\n') + 1));
    Path next = file.resolveSibling(DataFolder.NOTES + ".next");
    Files.writeString(next, kept);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return kept;
  }

  private static Optional<NodeEvent> parsed(String line, int number) {
    String[] fields = line.split("\t", FIELDS);
    if (fields.length < FIELDS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new NodeEvent(
              number,
              Long.parseLong(fields[0]),
              Long.parseLong(fields[1]),
              fields[2],
              Long.parseLong(fields[3]),
              fields[4]));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Those of earlier lives, oldest first. */
  List<NodeEvent> earlier() {
    return earlier;
  }

  /** Adds one; after the first that can't be written none is. */
  void add(NodeEvent event) {
    if (broken) {
      return;
    }
    String line =
        "%d\t%d\t%s\t%d\t%s\n"
            .formatted(
                event.nanos(),
                event.wallMillis(),
                event.kind(),
                event.epoch(),
                event.detail().replaceAll("\\p{Cntrl}", " "));
    try {
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      broken = true;
      LOG.warn("{} can't be written: {}", file, e.toString());
    }
  }
}
