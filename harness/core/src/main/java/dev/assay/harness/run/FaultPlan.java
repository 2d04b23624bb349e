package dev.assay.harness.run;

import dev.assay.harness.client.Client;
import dev.assay.harness.environment.Capabilities;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.system.NodeId;
import java.util.List;
import java.util.concurrent.Executor;

/** Which faults a run suffers, and who injects them. */
public interface FaultPlan {
  /**
   * The faults of the main phase, all for the process {@code nemesis}. Times count from the moment
   * when it is asked first.
   *
   * @throws IllegalArgumentException when a fault was asked for by name that these capabilities
   *     don't offer
   */
  Generator faults(List<NodeId> nodes, Capabilities capabilities);

  /**
   * Opens the client that injects them.
   *
   * @param background runs calls that may block: elsewhere in real time, at once in the simulator
   */
  Client nemesis(Cluster cluster, Executor background);
}
