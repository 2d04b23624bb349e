package dev.assay.harness.run;

import dev.assay.harness.client.Client;
import dev.assay.harness.client.Invocation;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.Effect;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The nemesis's client, with the one recovery that every run ends with. */
final class HealingClient implements Client {
  static final Invocation HEAL_ALL = new Invocation("heal-all", Value.fields());

  private final Client nemesis;
  private final Cluster cluster;
  private final Executor background;

  HealingClient(Client nemesis, Cluster cluster, Executor background) {
    this.nemesis = nemesis;
    this.cluster = cluster;
    this.background = background;
  }

  @Override
  public void invoke(Invocation invocation, Consumer<Outcome> completion) {
    if (invocation.equals(HEAL_ALL)) {
      background.execute(() -> completion.accept(heal(new HealDrill(cluster)::heal)));
    } else {
      nemesis.invoke(invocation, completion);
    }
  }

  /** Heals everything, and says what became of it: never throws what can go wrong in operation. */
  static Outcome heal(Supplier<Effect> healing) {
    try {
      Effect effect = healing.get();
      return new Outcome.Ok(Value.fields("proven", Value.of(effect.proven())).with(effect.facts()));
    } catch (RuntimeException e) {
      return new Outcome.Unknown(e.toString());
    }
  }

  @Override
  public void close() {
    nemesis.close();
  }
}
