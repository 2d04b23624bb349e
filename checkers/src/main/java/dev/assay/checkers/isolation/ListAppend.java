package dev.assay.checkers.isolation;

import static dev.assay.checkers.isolation.ListKey.NONE;

import dev.assay.checkers.Words;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Transactions that append to lists and read them. Every value is appended to a list once, so a
 * read shows which versions there were before the one that it saw, and in which order: the whole
 * version order of a list is its longest read. Reads are compared with that while they come in, and
 * only their lengths are kept. Steps are {@code ["append", key, value]} and {@code ["r", key,
 * list]}.
 */
final class ListAppend implements Inference {
  private final Transactions transactions = new Transactions();
  private final Interned keyNames = new Interned();
  private final List<ListKey> keys = new ArrayList<>();
  private final Interned elements = new Interned();

  /** By element: who appended it. */
  private final Ints writer = new Ints();

  /** By element: its place in the order of its list. */
  private final Ints position = new Ints();

  /** By element: what its transaction appended to the list after it. */
  private final Ints next = new Ints();

  /** By element: what its transaction appended to the list before it. */
  private final Ints previous = new Ints();

  private final ListReads reads = new ListReads();
  private final Anomalies direct = new Anomalies();
  private long ambiguous;
  private String firstAmbiguous = "";

  @Override
  public boolean add(Operation operation) {
    Optional<List<Value>> steps = Steps.of(operation);
    if (steps.isEmpty()) {
      return false;
    }
    int transaction = transactions.add(operation);
    for (Value step : steps.get()) {
      List<Value> parts = Steps.step(operation, step);
      int key = key(parts.get(1));
      switch (((Value.Text) parts.getFirst()).text()) {
        case "append", "a" -> append(transaction, key, parts.get(2));
        case "r", "read" -> {
          if (operation.isOk()) {
            read(transaction, key, list(operation, parts.get(2)));
          }
        }
        default -> throw Steps.malformed(operation, "a step neither reads nor appends");
      }
    }
    return true;
  }

  private static List<Value> list(Operation operation, Value value) {
    return switch (value) {
      case Value.Nil() -> List.of();
      case Value.Items(List<Value> items) -> items;
      default -> throw Steps.malformed(operation, "what a read saw is no list");
    };
  }

  private int key(Value name) {
    int key = keyNames.number(0, name);
    if (key == keys.size()) {
      keys.add(new ListKey());
    }
    return key;
  }

  private int element(int key, Value value) {
    int element = elements.number(key, value);
    if (element == writer.size()) {
      writer.add(NONE);
      position.add(NONE);
      next.add(NONE);
      previous.add(NONE);
    }
    return element;
  }

  private void append(int transaction, int number, Value value) {
    ListKey key = keys.get(number);
    key.enter(transaction);
    int element = element(number, value);
    if (writer.get(element) != NONE) {
      ambiguous(number, element, transaction);
      return;
    }
    writer.set(element, transaction);
    if (key.hasSeen(position.get(element)) && transactions.isOk(transaction)) {
      direct.add(
          Phenomenon.FUTURE_READ,
          List.of(transactions.index(transaction)),
          "%s read %s in %s before it appended it"
              .formatted(transactions.name(transaction), text(element), name(number)));
    }
    int before = key.append(element);
    if (before != NONE) {
      next.set(before, element);
      previous.set(element, before);
    }
    if (key.externalRead() != NONE) {
      reads.updates(key.externalRead(), element);
    }
  }

  private void ambiguous(int number, int element, int transaction) {
    ListKey key = keys.get(number);
    if (!key.ambiguous) {
      key.ambiguous = true;
      ambiguous++;
      if (ambiguous == 1) {
        firstAmbiguous =
            "%s and %s both append %s to %s"
                .formatted(
                    transactions.name(writer.get(element)),
                    transactions.name(transaction),
                    text(element),
                    name(number));
      }
    }
  }

  private void read(int transaction, int number, List<Value> list) {
    ListKey key = keys.get(number);
    boolean first = key.enter(transaction);
    if (!key.reads(list, elements)) {
      direct.add(
          Phenomenon.INTERNAL,
          List.of(transactions.index(transaction)),
          "%s read %s and did not see what it had itself read or appended before"
              .formatted(transactions.name(transaction), name(number)));
    }
    boolean follows = follows(transaction, number, list);
    if (first && follows) {
      key.external(reads.add(transaction, number, list.size()));
    }
  }

  /** Whether the read is one version of the list's order, which grows when it is a longer one. */
  private boolean follows(int transaction, int number, List<Value> list) {
    ListKey key = keys.get(number);
    int known = Math.min(key.order.size(), list.size());
    for (int i = 0; i < known; i++) {
      if (!Interned.same(elements.value(key.order.get(i)), list.get(i))) {
        direct.add(
            Phenomenon.INCOMPATIBLE_ORDER,
            List.of(transactions.index(key.witness), transactions.index(transaction)),
            "%s and %s read %s with different elements at place %d"
                .formatted(
                    transactions.name(key.witness),
                    transactions.name(transaction),
                    name(number),
                    i + 1));
        reads.stray(transaction, strayElements(number, list));
        return false;
      }
    }
    return list.size() <= known || extended(transaction, number, list);
  }

  private int[] strayElements(int number, List<Value> list) {
    return list.stream().mapToInt(value -> element(number, value)).toArray();
  }

  private boolean extended(int transaction, int number, List<Value> list) {
    ListKey key = keys.get(number);
    key.witness = transaction;
    for (int i = key.order.size(); i < list.size(); i++) {
      int element = element(number, list.get(i));
      if (position.get(element) != NONE) {
        if (key.duplicateReader == NONE) {
          key.duplicateReader = transaction;
          key.duplicate =
              "%s saw %s twice in %s"
                  .formatted(transactions.name(transaction), text(element), name(number));
        }
        return false;
      }
      position.set(element, i);
      key.order.add(element);
    }
    return true;
  }

  @Override
  public Graph graph(Strength strength, Anomalies anomalies) {
    anomalies.addAll(direct);
    new ListFlaws(this, anomalies).find(reads);
    Graph.Builder graph = new Graph.Builder(transactions.size());
    new ListDependencies(this, graph).add(reads);
    if (strength.includes(Strength.SESSION)) {
      transactions.orderSessions(graph);
    }
    if (strength.includes(Strength.REALTIME)) {
      transactions.orderTime(graph);
    }
    return graph.build();
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public Ambiguity ambiguity() {
    return new Ambiguity(ambiguous, firstAmbiguous);
  }

  @Override
  public String because(int from, int to, int what, int version) {
    String one = transactions.name(from);
    String other = transactions.name(to);
    String place = version == NONE ? "a list" : name(elements.scope(version));
    String value = version == NONE ? "an element" : text(version);
    return switch (what) {
      case Edge.WW ->
          "%s appended %s to %s behind what %s had appended".formatted(other, value, place, one);
      case Edge.WR -> "%s saw %s in %s, which %s appended".formatted(other, value, place, one);
      default -> "%s read %s without %s, which %s appended".formatted(one, place, value, other);
    };
  }

  List<ListKey> keys() {
    return keys;
  }

  int elements() {
    return elements.size();
  }

  @Override
  public int keyOf(int element) {
    return element == NONE ? NONE : elements.scope(element);
  }

  /** {@link ListKey#NONE} when nobody did. */
  int writer(int element) {
    return writer.get(element);
  }

  int next(int element) {
    return next.get(element);
  }

  @Override
  public boolean[] tookEffect() {
    boolean[] took = new boolean[transactions.size()];
    for (int transaction = 0; transaction < took.length; transaction++) {
      took[transaction] = transactions.isOk(transaction);
    }
    for (int element = 0; element < elements.size(); element++) {
      if (writer.get(element) != NONE && position.get(element) != NONE) {
        took[writer.get(element)] = !transactions.isFailed(writer.get(element));
      }
    }
    return took;
  }

  /** Whether reads showed anything that the element's transaction appended to the list. */
  boolean isSeenInPart(int element) {
    int seen = element;
    while (seen != NONE && position.get(seen) == NONE) {
      seen = previous.get(seen);
    }
    if (seen == NONE) {
      seen = next.get(element);
      while (seen != NONE && position.get(seen) == NONE) {
        seen = next.get(seen);
      }
    }
    return seen != NONE;
  }

  /** What the element's transaction appended to the same list before it, or none. */
  int previous(int element) {
    return previous.get(element);
  }

  /** Where reads showed the element, or none. */
  int position(int element) {
    return position.get(element);
  }

  String name(int key) {
    return Words.of(keyNames.value(key));
  }

  String text(int element) {
    return Words.of(elements.value(element));
  }
}
