package dev.assay.checkers.verifier;

import static dev.assay.checkers.statement.Statements.field;
import static dev.assay.checkers.statement.Statements.items;

import dev.assay.checkers.statement.Atom;
import dev.assay.checkers.statement.Models;
import dev.assay.checkers.statement.Refused;
import dev.assay.checkers.statement.Statements;
import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  private final List<Operation> all;
  private final Map<Long, Operation> named = new LinkedHashMap<>();
  private final Statements<?> statements;
  private final Orders orders;

  private Verifier(History history, Value certificate, Models models) {
    long until = ((Value.Whole) field(certificate, "until")).number();
    String respects = text(certificate, "respects");
    Refused.unless(
        until == Operation.NEVER || (isContradiction(certificate) && respects.equals("realtime")),
        () -> "only a contradiction in real time may end early");
    all = history.clientOperations().stream().filter(o -> o.index() <= until).toList();
    statements = Statements.of(text(certificate, "model"), models, all);
    orders = new Orders(statements, respects, until);
    Map<Long, Operation> known = new HashMap<>();
    all.forEach(o -> known.put(o.index(), o));
    for (Value index : items(field(certificate, "operations"))) {
      Operation o = known.get(((Value.Whole) index).number());
      if (o == null || named.put(o.index(), o) != null) {
        throw new Refused(
            "#%s is no operation, or named twice".formatted(((Value.Whole) index).number()));
      }
      Refused.unless(
          statements.atoms(o).isPresent(), () -> "#%d did not happen".formatted(o.index()));
    }
  }

  /** Why the certificate proves nothing; empty when it proves its verdict. */
  public static Optional<String> refusal(History history, Value certificate, Models models) {
    try {
      Verifier verifier = new Verifier(history, certificate, models);
      if (isContradiction(certificate)) {
        verifier.contradiction();
      } else {
        Refused.unless(
            text(certificate, "certificate").equals("order"), () -> "there is no such certificate");
        verifier.order();
      }
      return Optional.empty();
    } catch (Refused e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.of("something is not as the model has it: " + e);
    }
  }

  private static boolean isContradiction(Value certificate) {
    return text(certificate, "certificate").equals("contradiction");
  }

  private void order() {
    Map<Value, Object> state = new HashMap<>();
    Map<Value, Operation> last = new HashMap<>();
    for (Operation o : named.values()) {
      Refused.unless(
          statements.step(state, statements.atoms(o).orElseThrow()),
          () -> "the answer of #%d is impossible there".formatted(o.index()));
      // Of one process, or of all, the one that was invoked last: nobody had ended before it.
      Value group = Value.of(orders.respects().equals("process") ? o.process().number() : 0);
      Operation latest = last.getOrDefault(group, o);
      Refused.unless(
          !orders.isBefore(o, latest),
          () -> "#%d had to come before #%d".formatted(o.index(), latest.index()));
      last.put(group, latest.index() > o.index() ? latest : o);
    }
    for (Operation o : all) {
      Refused.unless(
          o.isUnknown() || named.containsKey(o.index()) || statements.atoms(o).isEmpty(),
          () -> "#%d is missing".formatted(o.index()));
    }
  }

  private void contradiction() {
    Set<Value> gone = new HashSet<>();
    List<Operation> few = new ArrayList<>();
    for (Operation o : all) {
      if (named.containsKey(o.index())) {
        few.add(o);
      } else {
        gone.addAll(Omission.changes(statements.atoms(o).orElse(List.of())));
      }
    }
    List<List<Atom>> left =
        few.stream().map(o -> Omission.without(statements.atoms(o).orElseThrow(), gone)).toList();
    Refused.unless(!orders.exist(few, left), () -> "the operations have an order");
  }

  private static String text(Value certificate, String name) {
    Refused.unless(field(certificate, name) instanceof Value.Text, () -> name + " is no text");
    return ((Value.Text) field(certificate, name)).text();
  }
}
