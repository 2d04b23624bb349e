package dev.assay.workloads.lists;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Value;
import dev.assay.workloads.load.Play;
import dev.assay.workloads.shape.ListAppendShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Transactions over several lists that read and append. */
public final class ListPlay {
  private static final int KEYS_PER_QUERY = 16;

  private ListPlay() {}

  public static Play of(ListAppendShape shape) {
    List<Value> keys = shape.keyNames().stream().<Value>map(Value::of).toList();
    List<Invocation> everything = new ArrayList<>();
    for (int first = 0; first < keys.size(); first += KEYS_PER_QUERY) {
      everything.add(
          ListCalls.reads(keys.subList(first, Math.min(first + KEYS_PER_QUERY, keys.size()))));
    }
    return new Play(
        new ListDialect(),
        seed -> new ListCalls(shape, seed),
        // One list is appended to before, so that the load finds a cluster that answers.
        List.of(append("x-first", keys.getFirst(), -1)),
        new Play.Closing(append("x-last", keys.getLast(), -2), everything),
        Map.of());
  }

  private static Invocation append(String id, Value key, long element) {
    return new Invocation(
        "txn",
        Value.fields("id", Value.of(id))
            .with(
                "value",
                Value.items(
                    List.of(Value.items(List.of(Value.of("append"), key, Value.of(element)))))));
  }
}
