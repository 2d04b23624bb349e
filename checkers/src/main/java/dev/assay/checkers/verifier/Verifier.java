package dev.assay.checkers.verifier;

import dev.assay.checkers.meaning.Meaning;
import dev.assay.checkers.statement.Atom;
import dev.assay.checkers.statement.Refused;
import dev.assay.checkers.statement.Statement;
import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks a certificate against its history, without any of the code that made it. It names
 * operations by the indices of their invocations.
 *
 * <ul>
 *   <li>{@code order}: replayed, it explains every answer, it keeps time, and nothing is missing.
 *   <li>{@code contradiction}: no order of these few explains what they say, though the others are
 *       left out and whatever the few say of them is forgotten. Where time counts, the history up
 *       to the event {@code until} is enough: what goes on there may or may not be in the order.
 * </ul>
 */
public final class Verifier {
  private static final long PLACES_MAX = 200_000;

  private Verifier() {}

  /** Why the certificate proves nothing; empty when it proves its verdict. */
  public static Optional<String> refusal(History history, Value certificate) {
    try {
      verify(history, (Value.Fields) certificate);
      return Optional.empty();
    } catch (Refused e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.of("something is not as the model has it: " + e);
    }
  }

  private static void verify(History history, Value.Fields certificate) {
    String kind = text(certificate, "certificate");
    boolean isOrder = kind.equals("order");
    String model = text(certificate, "model");
    String respects = text(certificate, "respects");
    long until = Atom.number(field(certificate, "until"));
    Refused.unless(isOrder || kind.equals("contradiction"), "there is no certificate " + kind);
    Refused.unless(
        until == Operation.NEVER || (!isOrder && respects.startsWith("realtime")),
        "only a contradiction in real time may end early");
    List<Operation> seen =
        history.clientOperations().stream().filter(o -> o.index() <= until).toList();
    List<Statement> all = Meaning.of(model, seen);
    Map<Long, Statement> known = new HashMap<>();
    all.forEach(s -> s.operations().forEach(o -> known.put(o.index(), s)));
    Map<Long, Statement> named = new LinkedHashMap<>();
    for (Value index : Atom.list(field(certificate, "operations"))) {
      Statement statement = known.get(Atom.number(index));
      if (statement == null || named.put(statement.index(), statement) != null) {
        throw new Refused("#%d has no place in an order, or several".formatted(Atom.number(index)));
      }
    }
    Orders orders = new Orders(Meaning.start(model), respects, until, PLACES_MAX);
    List<Statement> others = all.stream().filter(s -> !named.containsKey(s.index())).toList();
    if (isOrder) {
      orders.replay(List.copyOf(named.values()));
      others.forEach(
          s -> Refused.unless(s.end() == Operation.NEVER, "#" + s.index() + " is missing"));
    } else {
      boolean exist = orders.exist(List.copyOf(named.values()), gone(others));
      Refused.unless(!exist, "the operations have an order");
    }
  }

  /** What nothing is known of without these. */
  public static Set<Value> gone(List<Statement> others) {
    return others.stream()
        .filter(s -> !s.isRefused())
        .flatMap(s -> s.atoms().stream())
        .flatMap(atom -> atom.changes().stream())
        .collect(Collectors.toSet());
  }

  private static Value field(Value.Fields certificate, String name) {
    return certificate.get(name).orElseThrow(() -> new Refused("there is no field " + name));
  }

  private static String text(Value.Fields certificate, String name) {
    return ((Value.Text) field(certificate, name)).text();
  }
}
