package dev.assay.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Capability;
import dev.assay.docker.engine.EngineAnswer;
import dev.assay.docker.engine.Ownership;
import dev.assay.docker.engine.Reaper;
import dev.assay.docker.engine.TestcontainersSettings;
import dev.assay.docker.image.NodeImage;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.environment.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Tells people what this machine can do with containers, and what to install where it can't. */
public final class DockerDoctor {
  private static final String START_ONE = "; scripts/docker-engine installs and starts one";
  private static final Duration EXEC_BOUND = Duration.ofSeconds(20);

  private DockerDoctor() {}

  /**
   * Why nodes can't be put into containers here, in a line; empty when they can. Answers within a
   * few seconds even when an engine hangs.
   */
  public static Optional<String> obstacle() {
    List<String> settings = TestcontainersSettings.missing(System.getenv());
    if (!settings.isEmpty()) {
      return Optional.of("the environment lacks " + String.join(" ", settings));
    }
    return switch (EngineAnswer.ask()) {
      case EngineAnswer.Silent(String reason) -> Optional.of(reason + START_ONE);
      case EngineAnswer.Answers _ -> Optional.empty();
    };
  }

  /**
   * Why the node image can't be had from this machine alone, where there is no other {@link
   * #obstacle}; empty when it can, or is built already. A registry may still have what is missing,
   * but to find out takes minutes.
   */
  public static Optional<String> imageObstacle() {
    List<String> missing = NodeImage.missing();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String obstacle = "the node image can't be built: " + String.join("; ", missing);
    try {
      NodeImage image = new NodeImage(DockerClientFactory.lazyClient(), line -> {});
      return image.builtRuntime().isPresent() ? Optional.empty() : Optional.of(obstacle);
    } catch (IOException e) {
      return Optional.of(obstacle + "; " + e.getMessage());
    }
  }

  /**
   * Looks at everything; takes a container's start, a second or so, where the image is built
   * already.
   */
  public static List<Finding> examine() {
    List<Finding> findings = new ArrayList<>();
    EngineAnswer answer = EngineAnswer.ask();
    findings.add(engine(answer));
    findings.add(settings());
    findings.add(image());
    if (answer instanceof EngineAnswer.Answers && settings().fine()) {
      findings.addAll(containers(DockerClientFactory.lazyClient()));
    }
    return findings;
  }

  private static Finding engine(EngineAnswer answer) {
    return switch (answer) {
      case EngineAnswer.Answers(String version, String apiVersion) ->
          new Finding("engine", true, "Docker %s answers, API %s".formatted(version, apiVersion));
      case EngineAnswer.Silent(String reason) -> new Finding("engine", false, reason + START_ONE);
    };
  }

  private static Finding settings() {
    List<String> missing = TestcontainersSettings.missing(System.getenv());
    return missing.isEmpty()
        ? new Finding("settings", true, "Testcontainers is told to start no images of its own")
        : new Finding(
            "settings", false, "start with ./assay, or export " + String.join(" ", missing));
  }

  private static Finding image() {
    List<String> missing = NodeImage.missing();
    return missing.isEmpty()
        ? new Finding(
            "image", true, "can be built from this machine's JDK and tools, without a registry")
        : new Finding(
            "image",
            false,
            String.join("; ", missing) + "; else it is built on a public image, from a registry");
  }

  private static List<Finding> containers(DockerClient client) {
    Ownership ownership = Ownership.mine(0);
    try {
      NodeImage image = new NodeImage(client, line -> {});
      Optional<String> runtime = image.builtRuntime();
      if (runtime.isEmpty()) {
        return List.of(
            new Finding("container", true, "not tried: the image is built at the first run"));
      }
      PodNetwork network = PodNetwork.create(ownership);
      List<Finding> findings = new ArrayList<>();
      findings.add(new Finding("subnet", true, network.prefix() + ".0/24 is free"));
      findings.addAll(inContainer(client, runtime.get(), network, ownership));
      return findings;
    } catch (EnvironmentException | IOException e) {
      return List.of(new Finding("container", false, String.valueOf(e.getMessage())));
    } finally {
      new Reaper(client).removeAll(ownership);
    }
  }

  private static List<Finding> inContainer(
      DockerClient client, String image, PodNetwork network, Ownership ownership) {
    try (GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withImagePullPolicy(name -> false)
            .withLabels(ownership.labels())
            .withNetwork(network.network())
            .withCommand("sleep", "infinity")
            .withCreateContainerCmdModifier(
                command -> PodFactory.hostConfig(command).withCapAdd(Capability.NET_ADMIN))) {
      container.start();
      Containers containers = new Containers(client);
      return List.of(
          tried(
              containers,
              container.getContainerId(),
              "links",
              "iptables -w -N ASSAY && iptables -w -I INPUT -j ASSAY",
              "packet rules work inside a container with NET_ADMIN"),
          tried(
              containers,
              container.getContainerId(),
              "clocks",
              "test \"$(LD_PRELOAD=%s FAKETIME=-50000d date +%%s)\" -lt 0"
                  .formatted(NodeImage.FAKETIME),
              "libfaketime skews a program's wall clock"));
    }
  }

  private static Finding tried(
      Containers containers, String id, String subject, String script, String fine) {
    try {
      containers.exec(id, EXEC_BOUND, List.of("bash", "-c", script));
      return new Finding(subject, true, fine);
    } catch (EnvironmentException e) {
      return new Finding(subject, false, String.valueOf(e.getMessage()));
    }
  }
}
