package dev.assay.docker;

import com.github.dockerjava.api.DockerClient;
import dev.assay.docker.engine.EngineAnswer;
import dev.assay.docker.engine.Ownership;
import dev.assay.docker.engine.Reaper;
import dev.assay.docker.engine.TestcontainersSettings;
import dev.assay.docker.engine.Together;
import dev.assay.docker.image.NodeImage;
import dev.assay.harness.environment.Cluster;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.Environment;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.system.Observer;
import dev.assay.harness.system.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * Nodes in containers of a Docker engine on this machine, on a network of their own. Any thread.
 */
public final class DockerEnvironment implements Environment {
  public static final String NAME = "docker";

  private static final Logger LOG = LoggerFactory.getLogger(DockerEnvironment.class);
  private static final Duration START_BOUND = Duration.ofMinutes(2);
  private static final AtomicInteger DEPLOYMENTS = new AtomicInteger();

  private final Consumer<String> progress;

  /**
   * @param progress told in a line what takes long, and what was cleaned up
   */
  public DockerEnvironment(Consumer<String> progress) {
    this.progress = progress;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Cluster deploy(ClusterPlan plan) {
    DockerClient client = client();
    int reaped = new Reaper(client).reapOrphans();
    if (reaped > 0) {
      progress.accept(
          "removed %d containers and networks that a harness left which is gone".formatted(reaped));
    }
    // A cache of the Java runtime holds for the machine's own runtime, not for the image's.
    List<Path> libraries =
        plan.system().libraries().stream()
            .filter(file -> !file.toString().endsWith(".aot"))
            .toList();
    String image = new NodeImage(client, progress).ensure(libraries);
    Ownership ownership = Ownership.mine(DEPLOYMENTS.incrementAndGet());
    Deployment deployment = new Deployment(client, ownership, plan.runDirectory(), plan.nodes());
    try {
      return start(plan, image, deployment);
    } catch (RuntimeException | Error e) {
      deployment.close();
      throw e;
    }
  }

  /** A client of an engine that was seen to answer. */
  private static DockerClient client() {
    TestcontainersSettings.check(System.getenv());
    return switch (EngineAnswer.ask()) {
      case EngineAnswer.Silent(String reason) ->
          throw new EnvironmentException(
              reason + "; scripts/docker-engine installs and starts one");
      case EngineAnswer.Answers _ -> DockerClientFactory.lazyClient();
    };
  }

  private Cluster start(ClusterPlan plan, String image, Deployment deployment) {
    PodNetwork network = PodNetwork.create(deployment.ownership());
    Secrets secrets = plan.system().secrets(plan.nodes());
    PodFactory factory = new PodFactory(image, plan, secrets, network, deployment.ownership());
    Pods pods =
        new Pods(
            Together.each("start node", plan.nodes(), START_BOUND, factory::start),
            secrets.ofClients());
    pods.all().forEach(deployment.logs()::follow);
    Observer observer = plan.system().observe(pods.reach());
    try {
      Containers containers = new Containers(deployment.client());
      Optional<NamespaceLinks> links = links(pods, containers);
      Readiness readiness = new Readiness(containers, observer);
      Together.each("wait for node", pods.all(), START_BOUND, pod -> awaited(readiness, pod));
      return new DockerCluster(
          pods, deployment, observer, links, plan.system().administer(pods.reach()));
    } catch (RuntimeException | Error e) {
      observer.close();
      throw e;
    }
  }

  private static Pod awaited(Readiness readiness, Pod pod) {
    readiness.awaitAnswers(pod);
    return pod;
  }

  private static Optional<NamespaceLinks> links(Pods pods, Containers containers) {
    NamespaceLinks links = new NamespaceLinks(pods, containers);
    try {
      links.prepare();
      return Optional.of(links);
    } catch (EnvironmentException e) {
      LOG.warn("links can't be cut here: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
