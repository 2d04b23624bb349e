package dev.assay.docker;

import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Seed;
import java.nio.file.Path;
import java.util.List;

/** A program that deploys one node, says so, and waits to be killed. Argument: a folder. */
final class AbandonedCluster {
  public static void main(String[] args) throws InterruptedException {
    Path folder = Path.of(args[0]);
    new DockerEnvironment(line -> {})
        .deploy(
            new ClusterPlan(
                new TinySystem(folder), List.of(NodeId.of(1)), List.of(), folder, new Seed(1)));
    System.out.println("deployed");
    Thread.currentThread().join();
  }
}
