package dev.assay.cli.shrink;

import dev.assay.cli.simulation.Life;
import dev.assay.cli.simulation.Script;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which calls of a script a violation speaks of, and which ones prepared what those use. */
final class Needed {
  private Needed() {}

  /** The operations that each checker that failed speaks of first, in order. */
  static List<Operation> named(Life life) {
    Set<Long> indices =
        Signature.failed(life.results()).stream()
            .flatMap(check -> check.evidence().stream().limit(1))
            .flatMap(evidence -> evidence.operations().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    return life.history().clientOperations().stream()
        .filter(operation -> indices.contains(operation.index()))
        .toList();
  }

  /** The calls that these operations were, as far as they were scripted. */
  static List<Script.Call> calls(List<Script.Call> calls, List<Operation> operations) {
    Set<Script.Call> found = new LinkedHashSet<>();
    for (Operation operation : operations) {
      Script.Call latest = null;
      for (Script.Call call : calls) {
        if (call.atNanos() <= operation.invokedNanos() && isOf(call, operation)) {
          latest = call;
        }
      }
      if (latest != null) {
        found.add(latest);
      }
    }
    return calls.stream().filter(found::contains).toList();
  }

  /** These calls, and those before that time that name something that one of these names. */
  static List<Script.Call> prepared(
      List<Script.Call> calls, List<Script.Call> kept, long preparedNanos) {
    Set<Value> names = new LinkedHashSet<>();
    kept.forEach(call -> texts(call.what().value(), names));
    Set<Script.Call> all = new LinkedHashSet<>(kept);
    for (Script.Call call : calls) {
      Set<Value> own = new LinkedHashSet<>();
      texts(call.what().value(), own);
      if (call.atNanos() < preparedNanos && own.stream().anyMatch(names::contains)) {
        all.add(call);
      }
    }
    return calls.stream().filter(all::contains).toList();
  }

  private static boolean isOf(Script.Call call, Operation operation) {
    return operation.f().equals(call.what().f())
        && operation.input() instanceof Value.Fields asked
        && call.what().value().fields().entrySet().stream()
            .allMatch(
                field -> asked.get(field.getKey()).filter(field.getValue()::equals).isPresent());
  }

  private static void texts(Value value, Set<Value> texts) {
    switch (value) {
      case Value.Text text -> texts.add(text);
      case Value.Items(List<Value> items) -> new ArrayList<>(items).forEach(i -> texts(i, texts));
      case Value.Fields fields -> fields.fields().values().forEach(field -> texts(field, texts));
      case Value.Nil _, Value.Bool _, Value.Whole _ -> {}
    }
  }
}
