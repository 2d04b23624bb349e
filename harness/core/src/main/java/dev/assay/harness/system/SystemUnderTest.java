package dev.assay.harness.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plug-in for one system under test. All methods may be called from any thread. */
public interface SystemUnderTest {
  String name();

  /** The jars (and other files) that a node needs to run, on this machine. */
  List<Path> libraries();

  /** Made anew at each call, once for a deployment. */
  default Secrets secrets(List<NodeId> nodes) {
    return Secrets.NONE;
  }

  LaunchPlan launch(NodeLayout layout);

  Observer observe(Map<NodeId, Reach> nodes);

  /** Changes the members of running nodes; empty when nobody can. */
  default Optional<Administrator> administer(Map<NodeId, Reach> nodes) {
    return Optional.empty();
  }

  /** Empty when the system runs for real only. */
  Optional<SimulatedSystem> simulated();

  /** Names of the planted bugs that its nodes know, with one line each. */
  Map<String, String> mutants();
}
