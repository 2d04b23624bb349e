package dev.assay.cli.sabotage;

import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.Environment;
import dev.assay.history.Value;

/** H2: what is broken stays so, while the heal says that all is well. */
final class IdleHeal extends ForwardingCluster {
  /** Where such clusters are deployed. */
  record Place(Environment below) implements Environment {
    @Override
    public String name() {
      return below.name();
    }

    @Override
    public Cluster deploy(ClusterPlan plan) {
      return new IdleHeal(below.deploy(plan));
    }
  }

  private IdleHeal(Cluster below) {
    super(below);
  }

  @Override
  public Effect healAll() {
    return new Effect(true, Value.fields("links", Value.of("joined")));
  }
}
