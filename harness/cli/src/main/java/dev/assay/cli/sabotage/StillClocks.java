package dev.assay.cli.sabotage;

import dev.assay.harness.client.Client;
import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.Clocks;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.run.FaultPlan;
import dev.assay.harness.system.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/** H5: whatever a clock is to be set off by comes to nothing on the way, as a wrong unit does. */
record StillClocks(FaultPlan below) implements FaultPlan {
  @Override
  public Generator faults(List<NodeId> nodes, Capabilities capabilities) {
    return below.faults(nodes, capabilities);
  }

  @Override
  public Client nemesis(Cluster cluster, Executor background) {
    return below.nemesis(
        new ForwardingCluster(cluster) {
          @Override
          public Capabilities capabilities() {
            Capabilities all = below().capabilities();
            return all.with(still(all.clocks().orElseThrow()));
          }
        },
        background);
  }

  private static Clocks still(Clocks clocks) {
    return new Clocks() {
      @Override
      public Effect jump(NodeId node, Duration offset) {
        return clocks.jump(node, Duration.ZERO);
      }

      @Override
      public Effect drift(NodeId node, int perMille) {
        return clocks.drift(node, 0);
      }

      @Override
      public boolean strobesAndRates() {
        return clocks.strobesAndRates();
      }

      @Override
      public Effect strobe(NodeId node, Duration offset, Duration period) {
        return clocks.strobe(node, Duration.ZERO, period);
      }

      @Override
      public Effect rate(NodeId node, int perMille) {
        return clocks.rate(node, 0);
      }

      @Override
      public boolean showsWhatIsAhead() {
        return clocks.showsWhatIsAhead();
      }

      @Override
      public Effect ahead(NodeId node, Duration offset) {
        return clocks.ahead(node, Duration.ZERO);
      }

      @Override
      public Effect reset() {
        return clocks.reset();
      }
    };
  }
}
