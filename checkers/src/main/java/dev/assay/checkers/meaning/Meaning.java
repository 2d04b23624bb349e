package dev.assay.checkers.meaning;

import static dev.assay.checkers.meaning.Words.at;
import static dev.assay.checkers.statement.Atom.ANY;
import static dev.assay.checkers.statement.Atom.number;

import dev.assay.checkers.statement.Atom;
import dev.assay.checkers.statement.Refused;
import dev.assay.checkers.statement.Span;
import dev.assay.checkers.statement.Statement;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What operations say, in the words of a model: which of them have a place in an order, which are
 * one, which were refused, and when they can have taken effect.
 *
 * @param model one that begins with "strict-" takes a failure for an answer; the accounts of
 *     "bank:100" hold 100 at first
 * @param words its words
 */
public record Meaning(String model, Words words) {
  private static final long BLOCK = 1 << 20;

  /** Of all operations that have a place in an order; those that ask for one id are one. */
  public static List<Statement> of(String model, List<Operation> operations) {
    Meaning some = new Meaning(model, new Words(model, Set.of()));
    Map<Value, List<Operation>> placed =
        operations.stream()
            .filter(some::hasPlace)
            .collect(Collectors.groupingBy(some::id, LinkedHashMap::new, Collectors.toList()));
    Set<Value> named =
        placed.values().stream()
            .flatMap(same -> some.said(same).atoms().stream())
            .map(Atom::cell)
            .collect(Collectors.toSet());
    Meaning all = new Meaning(model, new Words(model, named));
    return placed.values().stream().map(all::said).toList();
  }

  /** What cells hold at first. */
  public static Value start(String model) {
    Value start = Known.of(model).start();
    return model.contains(":")
        ? Value.of(Long.parseLong(model.substring(model.indexOf(':') + 1)))
        : start;
  }

  private Value id(Operation o) {
    Value id = Known.isLedger(model) ? at(o.input(), "id") : Value.NIL;
    return id.equals(Value.NIL) ? Value.of(o.index()) : id;
  }

  private boolean hasPlace(Operation o) {
    boolean isAnswer = model.startsWith("strict-") && Set.of("cas", "transfer").contains(o.f());
    boolean isOfANode = o.f().startsWith("local-") || o.f().equals("audit");
    boolean isFull = isRefused(o) && o.f().equals("txn");
    boolean isOther =
        (Words.TRANSACTIONS.contains(model) && !isTransaction(o))
            || (FamilyWords.takes(model) && !Known.of(model).has(o.f()));
    return (isAnswer || !o.isFail())
        && (!isOfANode || model.equals("ledger-nodes"))
        && !isFull
        && !isOther;
  }

  private static boolean isTransaction(Operation o) {
    return (o.isOk() ? answer(o) : o.input()) instanceof Value.Items;
  }

  private boolean isRefused(Operation o) {
    boolean isSaid = Known.isLedger(model) && at(answer(o), "result").equals(Value.of("refused"));
    return o.isFail() || (isSaid && !model.equals("ledger-places"));
  }

  private static Value answer(Operation o) {
    return o.outcome() instanceof Outcome.Ok(Value answer) ? answer : ANY;
  }

  private Statement said(List<Operation> same) {
    Operation first = same.getFirst();
    boolean isOne = same.stream().map(o -> words.atoms(o, ANY)).distinct().count() == 1;
    Refused.unless(isOne, "#" + first.index() + " has the id of other things");
    List<Statement> said =
        Stream.concat(same.stream().filter(o -> !o.isUnknown()), Stream.of(first))
            .map(o -> new Statement(same, words.atoms(o, answer(o)), isRefused(o), spans(same)))
            .distinct()
            .toList();
    boolean agree = said.size() == 1 || (first.isUnknown() && said.size() == 2);
    return agree ? said.getFirst() : new Statement(same, List.of(Words.NEVER), false, spans(same));
  }

  /** When it can have taken effect: in time, in its process, at the places that answers claim. */
  private List<Span> spans(List<Operation> same) {
    Operation first = same.getFirst();
    long end = same.stream().mapToLong(Operation::endIndex).min().orElseThrow();
    List<Span> spans = new ArrayList<>();
    spans.add(new Span("realtime", Value.of("realtime"), first.index(), end));
    if (same.size() == 1) {
      Value process = Value.of(first.process().number());
      spans.add(new Span("process", process, first.index(), first.index()));
    }
    if (Known.isLedger(model)) {
      for (Operation o : same) {
        if (at(answer(o), "block") instanceof Value.Whole(long block)) {
          long place = Math.multiplyExact(block, BLOCK) + position(at(answer(o), "position"));
          spans.add(new Span("claimed", Value.of("claimed"), place, place));
        }
      }
    }
    return spans;
  }

  /** Behind the whole block, where only that is named. */
  private static long position(Value position) {
    return position.equals(Value.NIL) ? BLOCK - 1 : number(position);
  }
}
