package dev.assay.harness.environment;

/** A place where nodes run: {@code docker}, {@code process} or {@code sim}. */
public interface Environment {
  String name();

  /**
   * Starts every node and returns when all of them are ready to be asked for their status; when it
   * throws, nothing is left running.
   *
   * @throws EnvironmentException when the cluster could not be started within the bound that the
   *     message names
   */
  Cluster deploy(ClusterPlan plan);
}
