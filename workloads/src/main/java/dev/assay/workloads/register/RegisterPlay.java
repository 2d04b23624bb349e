package dev.assay.workloads.register;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Value;
import dev.assay.workloads.load.Play;
import dev.assay.workloads.shape.RegisterShape;
import java.util.List;
import java.util.Map;

/** Registers that are read, written and compared and set. */
public final class RegisterPlay {
  private RegisterPlay() {}

  public static Play of(RegisterShape shape) {
    List<String> keys = shape.keyNames();
    return new Play(
        new RegisterDialect(),
        seed -> new RegisterCalls(shape, seed),
        // One register is written before, so that the load finds a cluster that answers.
        List.of(write("w-first", keys.getFirst(), "first")),
        new Play.Closing(
            write("w-last", keys.getLast(), "last"),
            keys.stream()
                .map(key -> new Invocation("read", Value.fields("key", Value.of(key))))
                .toList()),
        Map.of());
  }

  private static Invocation write(String id, String key, String value) {
    return new Invocation(
        "write",
        Value.fields("id", Value.of(id)).with("key", Value.of(key)).with("value", Value.of(value)));
  }
}
