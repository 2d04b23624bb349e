package dev.assay.checkers.certificate;

import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a certificate against its history, without any of the code that made it: an order is
 * replayed, a contradiction tried in all orders ({@link NoOrder}), a circle looked up edge by edge
 * ({@link Dependencies}). Every step says in one line why it is enough.
 */
public final class Verifier {
  private final Map<Long, Operation> operations = new HashMap<>();
  private final Value.Fields certificate;
  private final History history;

  private Verifier(History history, Value.Fields certificate) {
    this.history = history;
    this.certificate = certificate;
    history.clientOperations().forEach(operation -> operations.put(operation.index(), operation));
  }

  /** Why the certificate proves nothing; empty when it proves its verdict. */
  public static Optional<String> refusal(History history, Value certificate) {
    try {
      Refused.unless(certificate instanceof Value.Fields, () -> "the certificate is no object");
      new Verifier(history, (Value.Fields) certificate).verify();
      return Optional.empty();
    } catch (Refused e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.of("an operation of the history is not as the model has it: " + e);
    }
  }

  /** Whether the verifier has the model. */
  public static boolean knows(String model) {
    return Replay.MODELS.contains(model);
  }

  /** Whether the order explains a history by itself; for those who look for one. */
  public static boolean explains(History history, String model, String respects, long[] order) {
    List<Value> indices = Arrays.stream(order).<Value>mapToObj(Value::of).toList();
    return refusal(
            history,
            Value.fields("certificate", Value.of("order"))
                .with("model", Value.of(model))
                .with("respects", Value.of(respects))
                .with("orders", Value.items(List.of(Value.items(indices)))))
        .isEmpty();
  }

  private void verify() {
    List<Value> orders = items(field("orders"));
    String model = text("model");
    switch (text("certificate")) {
      case "order" -> orders(orders, model);
      case "contradiction" -> new NoOrder(history, model).verify(named(only(orders)));
      case "cycle" ->
          new Dependencies(history, model)
              .circle(
                  named(only(orders)),
                  items(field("kinds")).stream().map(kind -> ((Value.Text) kind).text()).toList());
      case "flaw" -> new Dependencies(history, model).flaw(named(only(orders)));
      default -> throw new Refused("there is no certificate of kind " + text("certificate"));
    }
  }

  /** Each order explains its answers, keeps time, and together they are all there is to explain. */
  private void orders(List<Value> orders, String model) {
    Set<Long> placed = new HashSet<>();
    Set<Value> keys = new HashSet<>();
    for (Value order : orders) {
      List<Operation> named = named(order);
      Set<Value> own = new HashSet<>();
      Replay replay = Replay.of(model);
      for (Operation operation : named) {
        Refused.unless(
            placed.add(operation.index()), () -> "#%d is named twice".formatted(operation.index()));
        Refused.unless(
            replay.counts(operation), () -> "#%d did not happen".formatted(operation.index()));
        Refused.unless(
            replay.step(operation),
            () -> "the answer of #%d is impossible there".formatted(operation.index()));
        own.add(replay.part(operation));
      }
      // Parts may be ordered one by one only if no operation of one is seen in another.
      Refused.unless(own.stream().noneMatch(keys::contains), () -> "two orders share a key");
      keys.addAll(own);
      keeps(named, text("respects"));
    }
    Replay replay = Replay.of(model);
    for (Operation operation : operations.values()) {
      Refused.unless(
          placed.contains(operation.index()) || operation.isUnknown() || !replay.counts(operation),
          () -> "#%d is not in the order".formatted(operation.index()));
    }
  }

  private static void keeps(List<Operation> order, String respects) {
    switch (respects) {
      case "nothing" -> {}
      case "process" -> {
        Map<Long, Long> last = new HashMap<>();
        for (Operation operation : order) {
          Long before = last.put(operation.process().number(), operation.index());
          Refused.unless(
              before == null || before < operation.index(),
              () -> "#%d comes too late for its process".formatted(operation.index()));
        }
      }
      case "realtime" -> {
        long begun = -1;
        for (Operation operation : order) {
          long latest = begun; // Whoever comes now must not have ended by then.
          Refused.unless(
              operation.endIndex() > latest,
              () ->
                  "#%d had ended before event %d, which it follows"
                      .formatted(operation.index(), latest));
          begun = Math.max(begun, operation.index());
        }
      }
      default -> throw new Refused("an order can't respect " + respects);
    }
  }

  private List<Operation> named(Value order) {
    return items(order).stream()
        .map(
            index -> {
              Refused.unless(index instanceof Value.Whole, () -> "an index is no number");
              Operation operation = operations.get(((Value.Whole) index).number());
              if (operation == null) {
                throw new Refused("no operation begins at event " + ((Value.Whole) index).number());
              }
              return operation;
            })
        .toList();
  }

  private static Value only(List<Value> orders) {
    Refused.unless(
        orders.size() == 1, () -> "there are %d lists, not one".formatted(orders.size()));
    return orders.getFirst();
  }

  private Value field(String name) {
    return certificate.get(name).orElseThrow(() -> new Refused("there is no field " + name));
  }

  private String text(String name) {
    Refused.unless(field(name) instanceof Value.Text, () -> "%s is no text".formatted(name));
    return ((Value.Text) field(name)).text();
  }

  private static List<Value> items(Value value) {
    Refused.unless(value instanceof Value.Items, () -> "something is no list");
    return ((Value.Items) value).items();
  }
}
