package dev.assay.workloads.client;

import dev.assay.history.Value;
import dev.assay.node.ReadMode;

/** Reads what an operation was given; a missing field is a mistake of the generator. */
public final class Arguments {
  /** The field that says how fresh a read is to be; without it a majority is asked. */
  public static final String MODE = "mode";

  /**
   * The field that names the node to ask, in place of the one that the client takes for the
   * primary.
   */
  public static final String VIA = "via";

  private Arguments() {}

  public static String text(Value.Fields fields, String name) {
    if (fields.get(name).orElse(Value.NIL) instanceof Value.Text(String text)) {
      return text;
    }
    throw new IllegalArgumentException("no text '" + name + "' in " + fields);
  }

  public static long whole(Value.Fields fields, String name) {
    if (fields.get(name).orElse(Value.NIL) instanceof Value.Whole(long number)) {
      return number;
    }
    throw new IllegalArgumentException("no number '" + name + "' in " + fields);
  }

  /** How fresh a linearizable read is to be. */
  public static ReadMode mode(Value.Fields fields) {
    return fields.get(MODE).orElse(Value.NIL).equals(Value.of("lease"))
        ? ReadMode.LEASE
        : ReadMode.QUORUM;
  }
}
