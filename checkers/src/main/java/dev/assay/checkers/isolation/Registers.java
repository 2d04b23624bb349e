package dev.assay.checkers.isolation;

import static dev.assay.checkers.isolation.ListKey.NONE;

import dev.assay.checkers.Words;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Transactions that write registers and read them. Every value is written to a register once, so
 * the writer of what was read is known; which value came after which is known only in part: what a
 * transaction read came before what it then wrote, nothing came before the first state, and a
 * system that obeys time or processes has values that do. Steps are {@code ["w", key, value]} and
 * {@code ["r", key, value]}.
 */
final class Registers implements Inference {
  private final Guarantee promised;
  private final Transactions transactions = new Transactions();
  private final Interned keyNames = new Interned();
  private final Interned versions = new Interned();

  /** By key: the last transaction that touched it, what it knows to be there, and its contact. */
  private final Ints toucher = new Ints();

  private final Ints present = new Ints();
  private final Ints contact = new Ints();

  /** By key: the version of nil. */
  private final Ints initial = new Ints();

  /** By version: who wrote it, and what the same transaction wrote over it. */
  private final Ints writer = new Ints();

  private final Ints next = new Ints();
  private final Contacts contacts = new Contacts();
  private final List<Boolean> ambiguousKeys = new ArrayList<>();
  private final Anomalies direct = new Anomalies();
  private long ambiguous;
  private String firstAmbiguous = "";

  Registers(Guarantee promised) {
    this.promised = promised;
  }

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
        case "w", "write" -> {
          if (parts.get(2) instanceof Value.Nil) {
            throw Steps.malformed(operation, "nil is written, which is what nobody wrote");
          }
          write(transaction, key, version(key, parts.get(2)));
        }
        case "r", "read" -> {
          if (operation.isOk()) {
            read(transaction, key, version(key, parts.get(2)));
          }
        }
        default -> throw Steps.malformed(operation, "a step neither reads nor writes");
      }
    }
    return true;
  }

  private int key(Value name) {
    int key = keyNames.number(0, name);
    if (key == toucher.size()) {
      toucher.add(NONE);
      present.add(NONE);
      contact.add(NONE);
      initial.add(NONE);
      ambiguousKeys.add(false);
    }
    return key;
  }

  private int version(int key, Value value) {
    int version = versions.number(key, value);
    if (version == writer.size()) {
      writer.add(NONE);
      next.add(NONE);
      if (value instanceof Value.Nil) {
        initial.set(key, version);
      }
    }
    return version;
  }

  private int touch(int transaction, int key) {
    if (toucher.get(key) != transaction) {
      toucher.set(key, transaction);
      present.set(key, NONE);
      contact.set(key, contacts.add(transaction, key));
    }
    return contact.get(key);
  }

  private void write(int transaction, int key, int version) {
    int touched = touch(transaction, key);
    if (writer.get(version) != NONE) {
      ambiguous(key, version, transaction);
      return;
    }
    writer.set(version, transaction);
    if (contacts.read(touched) == version) {
      add(
          Phenomenon.FUTURE_READ,
          "%s read %s in %s before it wrote it"
              .formatted(transactions.name(transaction), text(version), name(key)),
          transaction);
    }
    if (contacts.written(touched) != NONE) {
      next.set(contacts.written(touched), version);
    }
    contacts.written(touched, version);
    present.set(key, version);
  }

  private void ambiguous(int key, int version, int transaction) {
    if (!isAmbiguous(key)) {
      ambiguousKeys.set(key, true);
      ambiguous++;
      if (ambiguous == 1) {
        firstAmbiguous =
            "%s and %s both write %s to %s"
                .formatted(
                    transactions.name(writer.get(version)),
                    transactions.name(transaction),
                    text(version),
                    name(key));
      }
    }
  }

  private void read(int transaction, int key, int version) {
    int touched = touch(transaction, key);
    int expected = present.get(key);
    if (expected == NONE) {
      contacts.read(touched, version);
    } else if (expected != version) {
      add(
          Phenomenon.INTERNAL,
          "%s read %s in %s, where it had itself read or written %s"
              .formatted(transactions.name(transaction), text(version), name(key), text(expected)),
          transaction);
    }
    present.set(key, version);
  }

  private void add(Phenomenon what, String sentence, int transaction) {
    direct.add(what, List.of(transactions.index(transaction)), sentence);
  }

  @Override
  public Graph graph(Strength strength, Anomalies anomalies) {
    anomalies.addAll(direct);
    new RegisterFlaws(this, anomalies).find(contacts);
    // What time says of versions is true of systems in which it rules each register; for weaker
    // promises nothing may be concluded from it.
    Strength known = promised.level() == Level.SERIALIZABLE ? strength : Strength.PLAIN;
    VersionOrder order = VersionOrder.of(this, contacts, known);
    order.findCycles(anomalies);
    Graph.Builder graph = new Graph.Builder(transactions.size());
    new RegisterDependencies(this, contacts, graph).add(order);
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
  public boolean[] tookEffect() {
    boolean[] took = new boolean[transactions.size()];
    for (int transaction = 0; transaction < took.length; transaction++) {
      took[transaction] = transactions.isOk(transaction);
    }
    for (int i = 0; i < contacts.size(); i++) {
      int read = contacts.read(i);
      if (read != NONE && writer.get(read) != NONE) {
        took[writer.get(read)] = !transactions.isFailed(writer.get(read));
      }
    }
    return took;
  }

  @Override
  public Ambiguity ambiguity() {
    return new Ambiguity(ambiguous, firstAmbiguous);
  }

  @Override
  public int keyOf(int version) {
    return version == NONE ? NONE : versions.scope(version);
  }

  @Override
  public String because(int from, int to, int what, int version) {
    String one = transactions.name(from);
    String other = transactions.name(to);
    String place = name(versions.scope(version));
    String value = text(version);
    return switch (what) {
      case Edge.WW -> "%s wrote %s to %s after what %s wrote".formatted(other, value, place, one);
      case Edge.WR -> "%s read %s in %s, which %s wrote".formatted(other, value, place, one);
      default -> "%s read %s before %s wrote %s to it".formatted(one, place, other, value);
    };
  }

  @Override
  public Optional<int[]> order(Graph graph) {
    return Optional.of(new RegisterOrder(this, contacts, graph).find());
  }

  /** What the register held before anybody wrote, if anybody read that; else none. */
  int initial(int key) {
    return initial.get(key);
  }

  boolean isAmbiguous(int key) {
    return ambiguousKeys.get(key);
  }

  int keys() {
    return toucher.size();
  }

  int versions() {
    return versions.size();
  }

  /** Whether it is what the register held before anybody wrote. */
  boolean isInitial(int version) {
    return versions.value(version) instanceof Value.Nil;
  }

  /** None for what nobody wrote. */
  int writer(int version) {
    return writer.get(version);
  }

  /** What the version's own transaction wrote over it, or none. */
  int next(int version) {
    return next.get(version);
  }

  String name(int key) {
    return Words.of(keyNames.value(key));
  }

  String text(int version) {
    return Words.of(versions.value(version));
  }
}
