package dev.assay.harness.environment;

import dev.assay.history.Value;

/**
 * What injecting a fault did.
 *
 * @param proven whether a measurement showed that the fault took hold
 * @param facts that measurement and whatever else is worth a line in the history
 */
public record Effect(boolean proven, Value.Fields facts) {}
