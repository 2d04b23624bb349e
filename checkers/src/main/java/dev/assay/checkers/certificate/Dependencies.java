package dev.assay.checkers.certificate;

import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks up in a history of list-append transactions that one of them must be before another in any
 * serial order, or that what they read is impossible in any. Elements are written once; lists only
 * grow: every sentence below follows from that.
 */
final class Dependencies {
  private final History history;

  Dependencies(History history, String model) {
    Refused.unless(model.equals("list-append"), () -> "a circle is known of list-append only");
    this.history = history;
  }

  void circle(List<Operation> around, List<String> kinds) {
    Refused.unless(
        around.size() > 1 && around.size() == kinds.size(),
        () -> "that is no circle of transactions");
    for (int i = 0; i < kinds.size(); i++) {
      Operation from = around.get(i);
      Operation to = around.get((i + 1) % kinds.size());
      if (!isBefore(from, to, kinds.get(i))) {
        throw new Refused(
            "nothing says that #%d is before #%d by %s"
                .formatted(from.index(), to.index(), kinds.get(i)));
      }
    }
  }

  private boolean isBefore(Operation from, Operation to, String kind) {
    return switch (kind) {
      case "realtime" -> from.isBefore(to);
      case "process" -> from.process().equals(to.process()) && from.isBefore(to);
      // It saw what the other appended.
      case "wr" -> keys(to).stream().anyMatch(key -> sees(to, key, appended(from, key)));
      // It took effect, and the other did not see what it appended.
      case "rw" ->
          keys(to).stream()
              .anyMatch(
                  key ->
                      !appended(to, key).isEmpty()
                          && (to.isOk() || isSeen(key, appended(to, key)))
                          && firstRead(from, key) != null
                          && !sees(from, key, appended(to, key)));
      // Somebody saw its element behind the other's, or the other's without it.
      case "ww" -> keys(to).stream().anyMatch(key -> isBehind(key, from, to));
      default -> throw new Refused("there is no dependency " + kind);
    };
  }

  private boolean isBehind(Value key, Operation from, Operation to) {
    List<Value> one = appended(from, key);
    List<Value> other = appended(to, key);
    for (Operation reader : history.clientOperations()) {
      for (List<Value> list : reads(reader, key)) {
        int first = one.stream().mapToInt(list::indexOf).filter(i -> i >= 0).min().orElse(-1);
        int last = other.stream().mapToInt(list::indexOf).max().orElse(-1);
        boolean without = last < 0 && !other.isEmpty() && (to.isOk() || isSeen(key, other));
        if (first >= 0 && (first < last || without)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What some of them read is impossible, whatever the order. */
  void flaw(List<Operation> few) {
    boolean impossible = false;
    for (Operation one : few) {
      Replay alone = Replay.of("list-append");
      for (Value key : keys(one)) {
        List<List<Value>> lists = reads(one, key);
        for (List<Value> list : lists) {
          impossible |=
              Set.copyOf(list).size() < list.size()
                  || !list.stream().allMatch(e -> isAppended(key, e));
          for (Operation other : few) {
            impossible |= clash(key, one, list, other);
          }
        }
        Refused.unless(
            alone.counts(one) || one.isFail(),
            () -> "#%d is no transaction".formatted(one.index()));
      }
      impossible |= isTornInside(one);
    }
    Refused.unless(impossible, () -> "nothing is wrong with what they read");
  }

  private boolean clash(Value key, Operation one, List<Value> list, Operation other) {
    List<Value> theirs = appended(other, key);
    boolean some = theirs.stream().anyMatch(list::contains);
    boolean torn = some && !other.equals(one) && Collections.indexOfSubList(list, theirs) < 0;
    boolean failed = some && other.isFail();
    boolean fork =
        reads(other, key).stream()
            .anyMatch(
                o ->
                    !o.subList(0, Math.min(o.size(), list.size()))
                        .equals(list.subList(0, Math.min(o.size(), list.size()))));
    boolean lost =
        !one.equals(other)
            && one.isOk()
            && other.isOk()
            && !theirs.isEmpty()
            && !appended(one, key).isEmpty()
            && list.equals(firstRead(one, key))
            && list.equals(firstRead(other, key))
            && !some
            && appended(one, key).stream().noneMatch(list::contains);
    return torn || failed || fork || lost;
  }

  /** Whether a transaction's reads contradict its own steps. */
  private static boolean isTornInside(Operation one) {
    for (Value key : keys(one)) {
      List<Value> known = null;
      List<Value> own = new ArrayList<>();
      for (List<Value> step : steps(one)) {
        if (step.get(1).equals(key) && isRead(step)) {
          List<Value> list = list(step);
          List<Value> due =
              new ArrayList<>(
                  known == null ? list.subList(0, Math.max(0, list.size() - own.size())) : known);
          due.addAll(own);
          if (one.isOk() && !due.equals(list)) {
            return true;
          }
          known = list;
          own.clear();
        } else if (step.get(1).equals(key)) {
          if (known != null && known.contains(step.get(2))) {
            return true; // It had read it before.
          }
          own.add(step.get(2));
        }
      }
    }
    return false;
  }

  private boolean isAppended(Value key, Value element) {
    return history.clientOperations().stream()
        .anyMatch(operation -> appended(operation, key).contains(element));
  }

  private boolean isSeen(Value key, List<Value> elements) {
    return history.clientOperations().stream()
        .anyMatch(operation -> sees(operation, key, elements));
  }

  private static boolean sees(Operation reader, Value key, List<Value> elements) {
    return reads(reader, key).stream().anyMatch(list -> elements.stream().anyMatch(list::contains));
  }

  private static @Nullable List<Value> firstRead(Operation reader, Value key) {
    List<List<Value>> reads = reads(reader, key);
    return reads.isEmpty() ? null : reads.getFirst();
  }

  private static Set<Value> keys(Operation operation) {
    Set<Value> keys = new LinkedHashSet<>();
    steps(operation).forEach(step -> keys.add(step.get(1)));
    return keys;
  }

  private static List<Value> appended(Operation operation, Value key) {
    return steps(operation).stream()
        .filter(step -> step.get(1).equals(key) && !isRead(step))
        .map(step -> step.get(2))
        .toList();
  }

  private static List<List<Value>> reads(Operation operation, Value key) {
    return !operation.isOk()
        ? List.of()
        : steps(operation).stream()
            .filter(step -> step.get(1).equals(key) && isRead(step))
            .map(Dependencies::list)
            .toList();
  }

  private static List<Value> list(List<Value> step) {
    return step.get(2) instanceof Value.Items(List<Value> items) ? items : List.of();
  }

  private static boolean isRead(List<Value> step) {
    return ((Value.Text) step.getFirst()).text().startsWith("r");
  }

  private static List<List<Value>> steps(Operation operation) {
    Value value =
        operation.outcome() instanceof Outcome.Ok(Value answer) ? answer : operation.input();
    return value instanceof Value.Items(List<Value> steps)
        ? steps.stream().map(step -> ((Value.Items) step).items()).toList()
        : List.of();
  }
}
