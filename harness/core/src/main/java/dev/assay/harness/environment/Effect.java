package dev.assay.harness.environment;

import dev.assay.history.Value;

/**
 * What injecting a fault did.
 *
 * @param proven whether a measurement showed that the fault took hold
 * @param facts that measurement and whatever else is worth a line in the history
 */
public record Effect(boolean proven, Value.Fields facts) {
  /** Which faults that were armed have struck, and where, as several recoveries say. */
  public static Value.Fields struck(Effect... recoveries) {
    Value.Fields struck = Value.fields();
    for (Effect recovery : recoveries) {
      if (recovery.facts().get("struck").orElse(Value.NIL) instanceof Value.Fields fields) {
        struck = struck.with(fields);
      }
    }
    return struck;
  }
}
