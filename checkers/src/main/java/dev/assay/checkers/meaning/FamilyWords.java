package dev.assay.checkers.meaning;

import static dev.assay.checkers.meaning.Words.at;
import static dev.assay.checkers.statement.Atom.ANY;
import static dev.assay.checkers.statement.Atom.list;
import static dev.assay.checkers.statement.Atom.pair;

import dev.assay.checkers.statement.Atom;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What operations of Jepsen's families say.
 *
 * @param named the cells of which somebody speaks
 */
record FamilyWords(String model, Set<Value> named) {
  /** By model: its operations; those of other names say nothing. */
  static final Map<String, String> OPERATIONS =
      Map.of(
          "bag", "enqueue dequeue drain",
          "total-queue", "enqueue dequeue drain",
          "unique-ids", "generate",
          "monotonic", "read",
          "long-fork", "read txn",
          "kafka", "send poll seek");

  private static final Value NIL = Value.NIL;
  private static final Value YES = Value.of(true);
  private static final Value IT = Value.of("it");
  private static final Value SENT = Value.of("sent");
  private static final Value LEFT = Value.of("left");
  private static final Value OFFSET = Value.of("offset");
  private static final Value READER = Value.of("reader");

  /** Whether operations of other names than the model's may be in the history. */
  static boolean takes(String model) {
    return OPERATIONS.containsKey(model) || model.equals("set-full") || model.equals("counter");
  }

  List<Atom> atoms(Operation o, Value out) {
    Value in = o.input();
    return switch (o.f()) {
      case "enqueue" ->
          model.equals("bag")
              ? List.of(new Atom("appends", IT, in))
              : List.of(
                  new Atom("puts", pair(SENT, in), YES), new Atom("puts", pair(LEFT, in), YES));
      case "dequeue" -> taken(List.of(out));
      case "drain" -> drained(out);
      case "generate" ->
          List.of(new Atom("finds", pair(IT, out), NIL), new Atom("puts", pair(IT, out), YES));
      case "send" -> sent(in, at(out, "offset"));
      case "poll" -> list(at(out, "records")).stream().flatMap(r -> polled(o, list(r))).toList();
      case "seek" -> sought(o);
      default -> model.equals("monotonic") ? rising(out) : shown(out);
    };
  }

  /** Taken out, in any order; in a total queue perhaps once more. */
  private List<Atom> taken(List<Value> elements) {
    if (elements.contains(ANY) && model.equals("total-queue")) {
      return left("puts");
    }
    return elements.stream()
        .filter(e -> !e.equals(NIL))
        .flatMap(
            e ->
                model.equals("bag")
                    ? Stream.of(new Atom("removes", IT, e))
                    : Stream.of(
                        new Atom("finds", pair(SENT, e), YES),
                        new Atom("puts", pair(LEFT, e), NIL)))
        .toList();
  }

  /** Until nothing is left. */
  private List<Atom> drained(Value out) {
    List<Atom> all = new ArrayList<>(taken(out.equals(ANY) ? List.of(ANY) : list(out)));
    all.addAll(model.equals("bag") ? List.of(new Atom("takes", IT, NIL)) : left("finds"));
    return all;
  }

  private static List<Atom> rising(Value out) {
    boolean isKeyed = out instanceof Value.Fields;
    Value number = isKeyed ? at(out, "value") : out;
    return number instanceof Value.Whole
        ? List.of(new Atom("keeps", pair(IT, isKeyed ? at(out, "key") : NIL), number))
        : List.of();
  }

  /** What a read showed is written, and stays so. */
  private static List<Atom> shown(Value out) {
    return list(out).stream()
        .filter(step -> at(step, "0").equals(Value.of("r")))
        .map(
            step ->
                at(step, "2").equals(NIL)
                    ? new Atom("finds", at(step, "1"), NIL)
                    : new Atom("puts", at(step, "1"), YES))
        .toList();
  }

  /** At its offset stands the value, and nowhere else. */
  private static List<Atom> sent(Value in, Value offset) {
    Value key = at(in, "key");
    Value value = at(in, "value");
    Stream<Atom> stands =
        offset instanceof Value.Whole
            ? Stream.of(
                new Atom("holds", pair(key, offset), value),
                new Atom("holds", pair(pair(key, value), OFFSET), offset))
            : Stream.of();
    return Stream.concat(Stream.of(new Atom("puts", pair(pair(key, value), SENT), YES)), stands)
        .toList();
  }

  private static Stream<Atom> polled(Operation o, List<Value> record) {
    Value key = record.isEmpty() ? NIL : record.getFirst();
    Value sent = pair(key, record.isEmpty() ? NIL : record.getLast());
    Value reader = pair(READER, Value.of(o.process().number()));
    boolean isRecord = record.size() == 3 && record.get(1) instanceof Value.Whole;
    return !isRecord
        ? Stream.of()
        : Stream.of(
            new Atom("finds", pair(sent, SENT), YES),
            new Atom("holds", pair(key, record.get(1)), record.getLast()),
            new Atom("holds", pair(sent, OFFSET), record.get(1)),
            new Atom("rises", pair(reader, key), record.get(1)));
  }

  /** Whoever seeks may begin anywhere. */
  private List<Atom> sought(Operation o) {
    Value reader = pair(READER, Value.of(o.process().number()));
    return named.stream()
        .filter(c -> list(c).getFirst().equals(reader))
        .map(c -> new Atom("puts", c, NIL))
        .toList();
  }

  /** What is left of the elements: nothing is found, or may be. */
  private List<Atom> left(String word) {
    return named.stream()
        .filter(c -> list(c).getFirst().equals(LEFT))
        .map(c -> new Atom(word, c, NIL))
        .toList();
  }
}
