package dev.assay.checkers.model;

import dev.assay.checkers.linearizability.Picked;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Operations whose input has a field "key": each key is a part of its own. */
final class KeyedPart {
  private KeyedPart() {}

  /** In the order in which the keys appear. */
  static List<List<Operation>> split(List<Operation> operations) {
    Map<Value, Picked> parts = new HashMap<>();
    List<List<Operation>> inOrder = new ArrayList<>();
    for (int place = 0; place < operations.size(); place++) {
      Operation operation = operations.get(place);
      Value key = field(operation, operation.input(), "key");
      Picked part = parts.get(key);
      if (part == null) {
        part = new Picked(operations);
        parts.put(key, part);
        inOrder.add(part);
      }
      part.pick(place);
    }
    return inOrder;
  }

  static Value field(Operation operation, Value value, String name) {
    if (value instanceof Value.Fields fields) {
      Value found = fields.fields().get(name);
      if (found != null) {
        return found;
      }
    }
    throw new IllegalArgumentException(
        "%s of event %d has no field \"%s\"".formatted(operation.f(), operation.index(), name));
  }
}
