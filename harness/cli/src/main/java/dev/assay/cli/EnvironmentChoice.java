package dev.assay.cli;

import dev.assay.docker.DockerDoctor;
import dev.assay.docker.DockerEnvironment;
import dev.assay.environment.process.ProcessEnvironment;
import dev.assay.environment.process.ProcessOptions;
import dev.assay.environment.sim.SimEnvironment;
import dev.assay.harness.environment.Environment;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Picks the place where nodes run, and says which and why. */
final class EnvironmentChoice {
  private EnvironmentChoice() {}

  /**
   * The environment of this name, or for {@code auto} the best there is.
   *
   * @param out told which was chosen and why, and what takes long
   * @throws BadArgumentException when the name is unknown or the environment can't be had here
   */
  static Environment of(String name, Catalog catalog, Optional<URI> toxiproxy, PrintStream out) {
    List<String> known = new ArrayList<>(List.of("auto"));
    known.addAll(catalog.environments().keySet());
    Choice.of("environment", name, known);
    if (toxiproxy.isPresent() && !name.equals("process")) {
      throw new BadArgumentException("--toxiproxy goes with --env process only");
    }
    return switch (name) {
      case "docker" -> docker(out);
      case "process" -> process(toxiproxy);
      case "sim" -> new SimEnvironment();
      default -> best(out);
    };
  }

  private static Environment best(PrintStream out) {
    Optional<String> obstacle = DockerDoctor.obstacle().or(DockerDoctor::imageObstacle);
    if (obstacle.isEmpty()) {
      out.println("environment: docker, since an engine answers");
      return new DockerEnvironment(out::println);
    }
    out.println("environment: process, since docker can't be used: " + obstacle.get());
    return process(Optional.empty());
  }

  private static Environment docker(PrintStream out) {
    DockerDoctor.obstacle()
        .ifPresent(
            obstacle -> {
              throw new BadArgumentException("--env docker can't be used: " + obstacle);
            });
    out.println("environment: docker");
    return new DockerEnvironment(out::println);
  }

  private static Environment process(Optional<URI> toxiproxy) {
    ProcessOptions usual = ProcessOptions.defaults();
    ProcessOptions options =
        new ProcessOptions(usual.javaExecutable(), usual.workRoot(), toxiproxy, usual.startBound());
    return new ProcessEnvironment(options);
  }
}
