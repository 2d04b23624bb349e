package dev.assay.checkers.family;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.Recording;
import dev.assay.history.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Nothing in the nodes' log files says that a node found itself broken. Files are {@code *.log} in
 * the folder of each node; lines are looked at up to a bound, and each pattern is told once for
 * each file.
 */
final class LogPatterns implements Family.Rule {
  private static final List<Pattern> USUAL =
      List.of(
          Pattern.compile("\\bpanic\\b"),
          Pattern.compile("OutOfMemoryError"),
          Pattern.compile("StackOverflowError"),
          Pattern.compile("InvariantViolat"),
          Pattern.compile("Exception in thread"),
          Pattern.compile("\\bFATAL\\b"));
  private static final int LINE_MAX = 4096;
  private static final int FILES_MAX = 1000;

  @Override
  public Family.Seen look(Recording recording, Findings findings, Budget budget) {
    long[] lines = new long[1];
    Map<String, Value> files = new TreeMap<>();
    recording
        .folder()
        .map(folder -> folder.resolve("nodes"))
        .filter(Files::isDirectory)
        .ifPresent(
            nodes -> {
              for (Path file : logs(nodes)) {
                long read = lines(nodes, file, findings, budget);
                lines[0] += read;
                files.put(name(nodes, file), Value.of(read));
              }
            });
    return new Family.Seen(lines[0], Value.fields("lines", new Value.Fields(files)));
  }

  private static List<Path> logs(Path nodes) {
    try (Stream<Path> paths = Files.walk(nodes, 3)) {
      return paths
          .filter(path -> path.getFileName().toString().endsWith(".log"))
          .sorted()
          .limit(FILES_MAX)
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot list " + nodes, e);
    }
  }

  private static String name(Path nodes, Path file) {
    return nodes.relativize(file).toString().replace('\\', '/');
  }

  private static long lines(Path nodes, Path file, Findings findings, Budget budget) {
    long number = 0;
    boolean[] told = new boolean[USUAL.size()];
    // Undecodable bytes are replaced: a log that was cut by a crash is a log.
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      StringBuilder line = new StringBuilder();
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        if (c != '\n') {
          if (line.length() < LINE_MAX) {
            line.append((char) c);
          }
        } else {
          budget.step();
          number++;
          match(line, name(nodes, file), number, told, findings);
          line.setLength(0);
        }
      }
      match(line, name(nodes, file), number + 1, told, findings);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot read " + file, e);
    }
    return number;
  }

  private static void match(
      CharSequence line, String file, long number, boolean[] told, Findings findings) {
    for (int i = 0; i < told.length; i++) {
      if (!told[i] && USUAL.get(i).matcher(line).find()) {
        told[i] = true;
        findings.add(
            List.of(),
            "%s, line %d: %s"
                .formatted(file, number, Reading.text(Value.of(line.toString().strip()))));
      }
    }
  }
}
