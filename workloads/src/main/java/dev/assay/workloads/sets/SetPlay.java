package dev.assay.workloads.sets;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Value;
import dev.assay.workloads.load.Play;
import dev.assay.workloads.shape.SetShape;
import java.util.List;
import java.util.Map;

/** Sets to which elements are added, and one from which they are removed too. */
public final class SetPlay {
  private SetPlay() {}

  public static Play of(SetShape shape) {
    List<String> sets = shape.setNames();
    return new Play(
        new SetDialect(),
        seed -> new SetCalls(shape, seed),
        // One element is added before, so that the load finds a cluster that answers.
        List.of(add("e-first", sets.getFirst(), 1_000_000)),
        new Play.Closing(
            add("e-last", sets.getLast(), 1_000_001),
            shape.allNames().stream()
                .map(set -> new Invocation("elements", Value.fields("key", Value.of(set))))
                .toList()),
        Map.of());
  }

  private static Invocation add(String id, String set, long element) {
    return new Invocation(
        "add",
        Value.fields("id", Value.of(id))
            .with("key", Value.of(set))
            .with("value", Value.of(element)));
  }
}
