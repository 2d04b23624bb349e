package dev.assay.environment.sim;

import dev.assay.simulator.Conditions;
import dev.assay.simulator.Limits;

/**
 * What a simulated world is like before any fault.
 *
 * @param nodeLinks links between nodes
 * @param clientLinks links between clients and nodes
 * @param variation which of the many worlds of one seed; 0 is the usual one
 */
public record SimConditions(
    Conditions nodeLinks, Conditions clientLinks, Limits limits, long variation) {
  /**
   * Links between nodes are rough (a few messages late, lost, doubled or out of order); those to
   * clients are calm, so that what a client misses is due to an injected fault.
   */
  public static final SimConditions USUAL =
      new SimConditions(Conditions.rough(), Conditions.calm(), Limits.standard(), 0);
}
