package dev.assay.cli.shrink;

import dev.assay.cli.simulation.Scenario;
import dev.assay.environment.sim.SimConditions;

/** The same scenario in other surroundings. */
public final class Variation {
  private Variation() {}

  /** In another world of its seed: other delays, losses and elections. */
  public static Scenario of(Scenario scenario, long variation) {
    SimConditions before = scenario.surroundings().conditions();
    return surrounded(
        scenario,
        new Scenario.Surroundings(
            new SimConditions(before.nodeLinks(), before.clientLinks(), before.limits(), variation),
            scenario.surroundings().settings()));
  }

  static Scenario surrounded(Scenario scenario, Scenario.Surroundings surroundings) {
    return new Scenario(
        scenario.seed(),
        scenario.subject(),
        scenario.demand(),
        scenario.disturbance(),
        surroundings);
  }
}
