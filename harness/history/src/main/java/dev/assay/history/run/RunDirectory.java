package dev.assay.history.run;

import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where the files of one run lie. Errors are {@link RunDirectoryException}s with the path. */
public record RunDirectory(Path path) {
  private static final DateTimeFormatter STARTED =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int SAME_NAME_MAX = 1000;

  /**
   * Makes {@code runs/<name>/<started>-seed-<seed>} and lets {@code runs/latest} point to it. A
   * folder of that name is never used twice: the next one gets a number behind.
   */
  public static RunDirectory create(Path runs, String name, Instant started, Seed seed) {
    if (!NAME.matcher(name).matches() || name.startsWith(".") || name.equals("latest")) {
      throw new RunDirectoryException(
          "run name \"%s\": use 1 to 64 of letters, digits, '.', '_' and '-', no '.' in front, not \"latest\""
              .formatted(name));
    }
    Path folder = runs.resolve(name);
    try {
      Files.createDirectories(folder);
      Path made = createNew(folder, folderName(started, seed));
      pointLatestTo(runs, made);
      return new RunDirectory(made);
    } catch (IOException e) {
      throw new RunDirectoryException(
          "cannot make a run directory in %s (%s): name a folder that can be written"
              .formatted(folder, e));
    }
  }

  /** How the folder of what began then with that seed is called. */
  public static String folderName(Instant started, Seed seed) {
    return STARTED.format(started) + "-seed-" + seed.value();
  }

  public Path manifestFile() {
    return path.resolve("run.json");
  }

  public Path historyFile() {
    return path.resolve("history.jsonl");
  }

  public Path eventsFile() {
    return path.resolve("events.jsonl");
  }

  public Path scheduleFile() {
    return path.resolve("schedule.json");
  }

  public Path resultsFile() {
    return path.resolve("results.json");
  }

  public Path reportFile() {
    return path.resolve("report.html");
  }

  public Path nodesFolder() {
    return path.resolve("nodes");
  }

  public Path nodeFolder(String node) {
    if (!NAME.matcher(node).matches() || node.startsWith(".")) {
      throw new RunDirectoryException("\"" + node + "\" cannot be a node's name");
    }
    return nodesFolder().resolve(node);
  }

  /** The node's exported chain, one block per line. */
  public Path chainFile(String node) {
    return nodeFolder(node).resolve("chain.jsonl");
  }

  /** Writes a JSON file so that a reader sees the old or the new one, never a part. */
  public static void writeAtomically(Path file, Value value) {
    writeAtomically(file, ValueJson.writeIndented(value));
  }

  /** Writes a text file so that a reader sees the old or the new one, never a part. */
  public static void writeAtomically(Path file, String text) {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.writeString(temporary, text);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new RunDirectoryException("cannot write " + file + " (" + e + ")");
    }
  }

  private static Path createNew(Path folder, String name) throws IOException {
    for (int i = 1; i <= SAME_NAME_MAX; i++) {
      Path path = folder.resolve(i == 1 ? name : name + "-" + i);
      try {
        return Files.createDirectory(path);
      } catch (FileAlreadyExistsException e) {
        // Taken: the next number.
      }
    }
    throw new FileAlreadyExistsException(
        folder.resolve(name).toString(), null, SAME_NAME_MAX + " runs of this second and seed");
  }

  private static void pointLatestTo(Path runs, Path made) throws IOException {
    Path temporary = runs.resolve(".latest-" + made.getFileName());
    Files.deleteIfExists(temporary);
    try {
      Files.createSymbolicLink(temporary, runs.relativize(made));
    } catch (UnsupportedOperationException e) {
      return; // A file system without links has no latest; the run's path is printed anyway.
    }
    Files.move(
        temporary,
        runs.resolve("latest"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
