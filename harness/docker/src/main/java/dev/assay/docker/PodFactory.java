package dev.assay.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import dev.assay.docker.engine.Ownership;
import dev.assay.docker.image.NodeImage;
import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.system.Address;
import dev.assay.harness.system.LaunchPlan;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeLayout;
import dev.assay.harness.system.Secrets;
import dev.assay.history.run.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** Starts the two containers of a node. Any thread. */
final class PodFactory {
  /** Every node has an address of its own, so all can listen on the same port. */
  private static final int PORT = 7000;

  private static final String DATA = "/data";
  private static final String SECRETS = "/secrets";
  private static final String MANIFEST = "/run.json";
  private static final int OWNER_READS = 0400;
  private static final long MEMORY_BYTES_MAX = 384L * 1024 * 1024;
  private static final long PROCESSES_MAX = 1024;
  private static final Duration START_BOUND = Duration.ofSeconds(30);

  /**
   * Bounds the pause between two attempts of TCP, so that open connections recover soon after a
   * long cut. Kernels before 6.15 don't have it and would refuse to start the container.
   */
  private static final String RETRY_PAUSE_MAX = "net.ipv4.tcp_rto_max_ms";

  private static final String RETRY_PAUSE_MAX_MILLIS = "1000";

  private final String image;
  private final ClusterPlan plan;
  private final Secrets secrets;
  private final PodNetwork network;
  private final Ownership ownership;

  PodFactory(
      String image, ClusterPlan plan, Secrets secrets, PodNetwork network, Ownership ownership) {
    this.image = image;
    this.plan = plan;
    this.secrets = secrets;
    this.network = network;
    this.ownership = ownership;
  }

  Pod start(NodeId node) {
    Path control = Pod.control(plan.runDirectory(), node);
    GenericContainer<?> sandbox = sandbox(node);
    sandbox.start();
    NodeClock.make(control);
    GenericContainer<?> container = container(node, sandbox.getContainerId(), control);
    container.start();
    return new Pod(
        node, address(node), sandbox.getContainerId(), container.getContainerId(), control);
  }

  private GenericContainer<?> sandbox(NodeId node) {
    GenericContainer<?> sandbox =
        base(node + "-sandbox")
            .withNetwork(network.network())
            .withCommand("sleep", "infinity")
            .withCreateContainerCmdModifier(
                command -> {
                  command.withHostName(node.name()).withIpv4Address(network.address(node));
                  hostConfig(command).withCapAdd(Capability.NET_ADMIN);
                });
    if (Files.exists(Path.of("/proc/sys", RETRY_PAUSE_MAX.replace('.', '/')))) {
      sandbox.withCreateContainerCmdModifier(
          command ->
              hostConfig(command).withSysctls(Map.of(RETRY_PAUSE_MAX, RETRY_PAUSE_MAX_MILLIS)));
    }
    return sandbox;
  }

  private GenericContainer<?> container(NodeId node, String sandbox, Path control) {
    LaunchPlan launch = plan.system().launch(layout(node));
    GenericContainer<?> container = base(node.name());
    secrets
        .of(node)
        .forEach(
            (name, text) ->
                container.withCopyToContainer(
                    Transferable.of(text, OWNER_READS), SECRETS + "/" + name));
    manifest()
        .ifPresent(
            file ->
                container.withCopyToContainer(
                    MountableFile.forHostPath(file, OWNER_READS), MANIFEST));
    return container
        .withNetworkMode("container:" + sandbox)
        .withCommand(launch.command().toArray(String[]::new))
        .withEnv(environment(launch))
        .withCreateContainerCmdModifier(
            command ->
                hostConfig(command)
                    .withMemory(MEMORY_BYTES_MAX)
                    .withMemorySwap(MEMORY_BYTES_MAX)
                    .withPidsLimit(PROCESSES_MAX)
                    .withBinds(
                        new Bind(control.toString(), new Volume(Pod.CONTROL), AccessMode.rw)));
  }

  static HostConfig hostConfig(CreateContainerCmd command) {
    return Objects.requireNonNull(
        command.getHostConfig(), "Testcontainers gives every command a host configuration");
  }

  private GenericContainer<?> base(String name) {
    return new GenericContainer<>(DockerImageName.parse(image))
        .withImagePullPolicy(_ -> false)
        .withLabels(ownership.labels())
        .withStartupTimeout(START_BOUND)
        .waitingFor(new IsCreated())
        .withCreateContainerCmdModifier(
            command -> command.withName("assay-%s-%s".formatted(ownership.run(), name)));
  }

  /**
   * With any other combination of libfaketime's variables a JVM's waits go wrong: this one was
   * tried.
   */
  private static Map<String, String> environment(LaunchPlan launch) {
    Map<String, String> environment = new LinkedHashMap<>(launch.environment());
    environment.put("ASSAY_STDIN", "ignore");
    environment.put("LD_PRELOAD", NodeImage.FAKETIME);
    environment.put("FAKETIME_TIMESTAMP_FILE", Pod.CONTROL + "/" + Pod.CLOCK);
    environment.put("FAKETIME_NO_CACHE", "1");
    environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    environment.put("NO_FAKE_STAT", "1");
    return environment;
  }

  /** Only a node with a planted bug has to see it. */
  private Optional<Path> manifest() {
    Path file = new RunDirectory(plan.runDirectory()).manifestFile().toAbsolutePath();
    return plan.mutants().isEmpty() || !Files.exists(file) ? Optional.empty() : Optional.of(file);
  }

  private NodeLayout layout(NodeId node) {
    Map<NodeId, Address> peers = new LinkedHashMap<>();
    plan.nodes().stream()
        .filter(peer -> !peer.equals(node))
        .forEach(peer -> peers.put(peer, address(peer)));
    // No clock file: libfaketime skews the clock of the whole process, by a file that lies in the
    // same folder as orders to crash.
    return new NodeLayout(
        node,
        address(node),
        peers,
        NodeImage.JAVA,
        NodeImage.LIBRARIES,
        DATA,
        "",
        Pod.CONTROL,
        secrets.of(node).isEmpty() ? "" : SECRETS,
        manifest().isPresent() ? MANIFEST : "",
        plan.mutants(),
        false);
  }

  private Address address(NodeId node) {
    return new Address(network.address(node), PORT);
  }

  /** Whether a node is ready is asked of the node, later and of all at once. */
  private static final class IsCreated extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {}
  }
}
