package dev.assay.checkers.rule;

import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import dev.assay.history.file.JsonException;
import dev.assay.history.file.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a run's files hold, as values; each file is read once. Not safe for several threads. */
final class RunFiles {
  private static final long FILE_BYTES_MAX = 1L << 30;

  private final Path run;
  private final History history;
  private final Map<Path, List<Value>> read = new HashMap<>();

  RunFiles(Path run, History history) {
    this.run = run;
    this.history = history;
  }

  /** A node's chain, block by block. */
  List<Value> chain(Value node) {
    List<Value> blocks = lines(run.resolve("nodes").resolve(name(node)).resolve("chain.jsonl"));
    if (!blocks.isEmpty() && blocks.getLast().equals(Value.NIL)) {
      throw new IllegalArgumentException("the chain of " + name(node) + " is cut off");
    }
    return blocks;
  }

  /** What nodes noted. */
  List<Value> events() {
    return lines(run.resolve("events.jsonl"));
  }

  List<Operation> operations() {
    return history.clientOperations();
  }

  History history() {
    return history;
  }

  /** The nodes that left a chain. */
  List<Value> nodes() {
    try (Stream<Path> nodes = Files.list(run.resolve("nodes"))) {
      return nodes
          .filter(node -> Files.exists(node.resolve("chain.jsonl")))
          .<Value>map(node -> Value.of(node.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Value> lines(Path file) {
    return read.computeIfAbsent(file, RunFiles::parsed);
  }

  private static List<Value> parsed(Path file) {
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        throw new IllegalArgumentException(file + " is longer than " + FILE_BYTES_MAX + " bytes");
      }
      return Files.readAllLines(file).stream().map(RunFiles::value).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nil for a line that was not finished. */
  private static Value value(String line) {
    try {
      return ValueJson.read(line);
    } catch (JsonException e) {
      return Value.NIL;
    }
  }

  /** A folder's name, and not the way to another. */
  private static String name(Value node) {
    String name = ((Value.Text) node).text();
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}")) {
      throw new IllegalArgumentException("\"" + name + "\" is no node");
    }
    return name;
  }

  /** What was answered; nil when nothing was. */
  static Value answer(Operation operation) {
    return operation.outcome() instanceof Outcome.Ok(Value answer) ? answer : Value.NIL;
  }

  /** A field; nil when there is none. */
  static Value at(Value value, String name) {
    return value instanceof Value.Fields fields ? fields.get(name).orElse(Value.NIL) : Value.NIL;
  }

  static long number(Value value) {
    return ((Value.Whole) value).number();
  }
}
