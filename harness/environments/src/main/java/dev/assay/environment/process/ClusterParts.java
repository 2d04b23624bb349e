package dev.assay.environment.process;

import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.system.Address;
import dev.assay.harness.system.LaunchPlan;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeLayout;
import dev.assay.harness.system.Reach;
import dev.assay.harness.system.Secrets;
import dev.assay.history.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a cluster is made of before its first node runs: ports, proxies, folders, launch plans. */
final class ClusterParts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterParts.class);
  private static final AtomicLong PORTS_TAKEN = new AtomicLong();

  private final WorkFolder work;
  private final LinkProxies proxies;
  private final Path runDirectory;
  private final Map<NodeId, NodeProcess> nodes = new TreeMap<>();
  private final Map<NodeId, ClockFile> clocks = new TreeMap<>();
  private final Map<NodeId, Path> controls = new TreeMap<>();
  private final Map<NodeId, Path> data = new TreeMap<>();
  private final Map<NodeId, Integer> ports = new TreeMap<>();
  private Map<String, String> clientSecrets = Map.of();

  private ClusterParts(WorkFolder work, LinkProxies proxies, Path runDirectory) {
    this.work = work;
    this.proxies = proxies;
    this.runDirectory = runDirectory;
  }

  /** Makes everything but processes; when it throws, nothing is left. */
  static ClusterParts prepare(ClusterPlan plan, ProcessOptions options) {
    WorkFolder work = WorkFolder.create(WorkFolder.shared(options.workRoot()));
    try {
      Map<NodeId, Integer> ports = ports(plan.nodes());
      LinkProxies proxies = LinkProxies.open(options.toxiproxy(), plan.seed(), ports);
      ClusterParts parts = new ClusterParts(work, proxies, plan.runDirectory());
      try {
        parts.layOut(plan, options, ports);
        return parts;
      } catch (IOException | RuntimeException e) {
        proxies.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      remove(work);
      throw e instanceof EnvironmentException known
          ? known
          : new EnvironmentException("preparing the nodes' folders failed: " + e, e);
    }
  }

  private static Map<NodeId, Integer> ports(List<NodeId> nodes) {
    long from = ProcessHandle.current().pid() * 61 + PORTS_TAKEN.getAndAdd(nodes.size());
    List<Integer> free = FreePorts.choose(nodes.size(), from);
    Map<NodeId, Integer> ports = new TreeMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      ports.put(nodes.get(i), free.get(i));
    }
    return ports;
  }

  private void layOut(ClusterPlan plan, ProcessOptions options, Map<NodeId, Integer> ports)
      throws IOException {
    this.ports.putAll(ports);
    Path libraries = work.libraries(plan.system().libraries());
    Secrets secrets = plan.system().secrets(plan.nodes());
    clientSecrets = secrets.ofClients();
    for (Map.Entry<NodeId, Integer> entry : ports.entrySet()) {
      NodeId node = entry.getKey();
      Path data = work.data(node);
      ClockFile clock = new ClockFile(work.clock(node));
      NodeLayout layout =
          new NodeLayout(
              node,
              new Address("127.0.0.1", entry.getValue()),
              proxies.peersOf(node),
              options.javaExecutable().toString(),
              libraries.toString(),
              data.toString(),
              clock.path().toString(),
              work.control(node).toString(),
              secretsFolder(secrets, node),
              manifestFile(plan),
              plan.mutants(),
              false);
      LaunchPlan launch = plan.system().launch(layout);
      LaunchPlan joining = plan.system().launch(layout.joining());
      clocks.put(node, clock);
      controls.put(node, work.control(node));
      this.data.put(node, data);
      nodes.put(
          node,
          new NodeProcess(node, new NodeProcess.Plans(launch, joining), data, logs(node), work));
    }
  }

  private static String manifestFile(ClusterPlan plan) {
    Path manifest = new RunDirectory(plan.runDirectory()).manifestFile().toAbsolutePath();
    return Files.exists(manifest) ? manifest.toString() : "";
  }

  private String secretsFolder(Secrets secrets, NodeId node) throws IOException {
    Map<String, String> files = secrets.of(node);
    return files.isEmpty() ? "" : work.secrets(node, files).toString();
  }

  /** How each node is reached by who is no client, and is not to be cut off with them. */
  Map<NodeId, Reach> around() {
    Map<NodeId, Reach> reach = new TreeMap<>();
    ports.forEach(
        (node, port) ->
            reach.put(node, new Reach.Socket(new Address("127.0.0.1", port), clientSecrets)));
    return reach;
  }

  /** How clients reach each node. */
  Map<NodeId, Reach> reach() {
    Map<NodeId, Reach> reach = new TreeMap<>();
    proxies
        .forClients()
        .forEach((node, address) -> reach.put(node, new Reach.Socket(address, clientSecrets)));
    return reach;
  }

  Map<NodeId, NodeProcess> nodes() {
    return nodes;
  }

  NodeProcess node(NodeId id) {
    NodeProcess node = nodes.get(id);
    if (node == null) {
      throw new EnvironmentException("there is no node " + id + " among " + nodes.keySet());
    }
    return node;
  }

  Map<NodeId, ClockFile> clocks() {
    return clocks;
  }

  /** The nodes' disks. */
  Map<NodeId, Path> data() {
    return data;
  }

  /** Where copies of disks can be kept. */
  Path copies() {
    return work.copies();
  }

  /** The nodes' control folders. */
  Map<NodeId, Path> controls() {
    return controls;
  }

  LinkProxies proxies() {
    return proxies;
  }

  /** The node's folder in the run directory. */
  Path logs(NodeId node) {
    return runDirectory.resolve("nodes").resolve(node.name());
  }

  /** Takes down what is left when no process runs any more. */
  @Override
  public void close() {
    proxies.close();
    remove(work);
  }

  private static void remove(WorkFolder work) {
    try {
      work.remove();
    } catch (IOException e) {
      LOG.warn("work folder {} can't be removed: {}", work, e.toString());
    }
  }
}
