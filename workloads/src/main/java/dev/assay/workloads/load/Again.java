package dev.assay.workloads.load;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.Value;
import dev.assay.workloads.client.Arguments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Transactions that may be asked for again. Immutable.
 *
 * @param earlier some that were asked for before, the oldest first
 * @param urgent of unknown outcome, to be asked for again at once
 * @param patience by id: how often it may still be asked for at once
 */
record Again(List<Invocation> earlier, List<Invocation> urgent, Map<String, Integer> patience) {
  /** The oldest are forgotten first. */
  private static final int EARLIER_MAX = 16;

  /** What nobody comes to ask for again is dropped. */
  private static final int URGENT_MAX = 32;

  private static final int ATTEMPTS_MAX = 6;

  static final Again NOTHING = new Again(List.of(), List.of(), Map.of());

  Again {
    earlier = List.copyOf(earlier);
    urgent = List.copyOf(urgent);
    patience = Map.copyOf(patience);
  }

  /** Something that may be repeated later. */
  Again remember(Invocation transaction) {
    List<Invocation> remembered = new ArrayList<>(earlier);
    if (remembered.size() == EARLIER_MAX) {
      remembered.removeFirst();
    }
    remembered.add(transaction);
    return new Again(remembered, urgent, patience);
  }

  /** Without the first of the urgent ones. */
  Again withoutFirst() {
    return new Again(earlier, urgent.subList(1, urgent.size()), patience);
  }

  /**
   * What follows from the end of a transaction.
   *
   * @param insists whether it is asked for at once should its outcome be unknown
   */
  Again ended(Event event, boolean insists) {
    if (event.type() == EventType.INVOKE
        || !(event.value() instanceof Value.Fields fields)
        || fields.get("id").isEmpty()) {
      return this;
    }
    String id = Arguments.text(fields, "id");
    Integer left = patience.get(id);
    return switch (event.type()) {
      case INVOKE -> this;
      case OK -> left == null ? this : new Again(earlier, urgent, without(id));
      case FAIL ->
          left == null
              ? this
              : left == 0 ? given(id) : urgently(transaction(event, fields), id, left - 1);
      case UNKNOWN ->
          left != null && left > 0
              ? urgently(transaction(event, fields), id, left - 1)
              : left == null && insists
                  ? urgently(transaction(event, fields), id, ATTEMPTS_MAX)
                  : given(id).remember(transaction(event, fields));
    };
  }

  private Again given(String id) {
    return patience.containsKey(id) ? new Again(earlier, urgent, without(id)) : this;
  }

  private Again urgently(Invocation transaction, String id, int left) {
    if (urgent.size() == URGENT_MAX) {
      return given(id);
    }
    List<Invocation> more = new ArrayList<>(urgent);
    more.add(transaction);
    Map<String, Integer> patient = new LinkedHashMap<>(patience);
    patient.put(id, left);
    return new Again(earlier, more, patient);
  }

  private Map<String, Integer> without(String id) {
    Map<String, Integer> rest = new LinkedHashMap<>(patience);
    rest.remove(id);
    return rest;
  }

  /** What the event's client asked for, without the node that it asked. */
  private static Invocation transaction(Event event, Value.Fields fields) {
    Map<String, Value> asked = new LinkedHashMap<>(fields.fields());
    asked.remove(Arguments.VIA);
    return new Invocation(event.f(), new Value.Fields(asked));
  }
}
