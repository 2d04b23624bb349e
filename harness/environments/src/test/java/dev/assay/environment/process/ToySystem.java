package dev.assay.environment.process;

import dev.assay.harness.system.Address;
import dev.assay.harness.system.LaunchPlan;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeLayout;
import dev.assay.harness.system.NodeStatus;
import dev.assay.harness.system.Observer;
import dev.assay.harness.system.Reach;
import dev.assay.harness.system.SimulatedSystem;
import dev.assay.harness.system.SystemUnderTest;
import dev.assay.history.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plug-in for {@link ToyNode}. The mutant {@code stillborn} is a node that never starts. */
final class ToySystem implements SystemUnderTest {
  @Override
  public String name() {
    return "toy";
  }

  @Override
  public List<Path> libraries() {
    try {
      return List.of(
          Path.of(ToyNode.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public LaunchPlan launch(NodeLayout layout) {
    List<String> command = new ArrayList<>();
    command.add(layout.javaExecutable());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m", "-Xshare:auto"));
    command.addAll(List.of("-cp", layout.libraries() + "/" + libraries().getFirst().getFileName()));
    command.add(
        layout.mutants().contains("stillborn") ? "no.such.Program" : ToyNode.class.getName());
    command.add(layout.node().name());
    command.add(Integer.toString(layout.listen().port()));
    command.addAll(List.of(layout.dataFolder(), layout.clockFile()));
    layout.peers().forEach((peer, address) -> command.add(peer + "=" + address.port()));
    return new LaunchPlan(command, Map.of());
  }

  @Override
  public Observer observe(Map<NodeId, Reach> nodes) {
    return new ToyObserver(Map.copyOf(nodes));
  }

  @Override
  public Optional<SimulatedSystem> simulated() {
    return Optional.empty();
  }

  @Override
  public Map<String, String> mutants() {
    return Map.of("stillborn", "the program does not exist");
  }

  /** Epoch is the number of starts; the detail holds whom the node hears. */
  private record ToyObserver(Map<NodeId, Reach> nodes) implements Observer {
    @Override
    public Optional<NodeStatus> status(NodeId node) {
      if (!(nodes.get(node) instanceof Reach.Socket(Address address, _))) {
        return Optional.empty();
      }
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address.host(), address.port()), 500);
        socket.setSoTimeout(500);
        socket.getOutputStream().write("status\n".getBytes(StandardCharsets.UTF_8));
        String line =
            new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                .readLine();
        return Optional.ofNullable(line).map(it -> status(node, it.split(" ", -1)));
      } catch (IOException silent) {
        return Optional.empty();
      }
    }

    private static NodeStatus status(NodeId node, String[] parts) {
      List<Value.Text> heard = Arrays.stream(parts, 2, parts.length).map(Value::of).toList();
      long boots = Long.parseLong(parts[0]);
      return new NodeStatus(node, false, boots, 0, Long.parseLong(parts[1]), Value.items(heard));
    }

    @Override
    public boolean export(NodeId node, Path folder) {
      Optional<NodeStatus> status = status(node);
      try {
        Files.writeString(folder.resolve("status.txt"), status.toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return status.isPresent();
    }

    @Override
    public void close() {}
  }
}
