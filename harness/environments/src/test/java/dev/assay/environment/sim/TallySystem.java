package dev.assay.environment.sim;

import dev.assay.harness.system.LaunchPlan;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeLayout;
import dev.assay.harness.system.NodeStatus;
import dev.assay.harness.system.Observer;
import dev.assay.harness.system.Reach;
import dev.assay.harness.system.SimulatedNode;
import dev.assay.harness.system.SimulatedProgram;
import dev.assay.harness.system.SimulatedSystem;
import dev.assay.harness.system.SystemUnderTest;
import dev.assay.history.Value;
import dev.assay.simulator.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small system: each node keeps a tally on disk, one byte for each "add" it is told of, and
 * passes an "add" of a client on to its peers. "sync" makes the tally durable, "fail" makes the
 * node give up at its next boots, anything else is answered with the tally.
 */
final class TallySystem implements SystemUnderTest, SimulatedSystem {
  private static final String FILE = "tally";

  private final boolean simulated;

  TallySystem(boolean simulated) {
    this.simulated = simulated;
  }

  @Override
  public String name() {
    return "tally";
  }

  @Override
  public List<Path> libraries() {
    return List.of();
  }

  @Override
  public LaunchPlan launch(NodeLayout layout) {
    throw new UnsupportedOperationException("simulated only");
  }

  @Override
  public Observer observe(Map<NodeId, Reach> nodes) {
    throw new UnsupportedOperationException("simulated only");
  }

  @Override
  public Optional<SimulatedSystem> simulated() {
    return simulated ? Optional.of(this) : Optional.empty();
  }

  @Override
  public Map<String, String> mutants() {
    return Map.of();
  }

  @Override
  public SimulatedProgram program(NodeId node, List<NodeId> nodes, List<String> mutants) {
    return new SimulatedProgram() {
      @Override
      public Instance boot(Host host) {
        return new Tally(node, nodes, host);
      }

      @Override
      public List<Value.Fields> events() {
        return List.of(Value.fields("time", Value.of(0)).with("source", Value.of(node.name())));
      }
    };
  }

  private static final class Tally implements SimulatedNode {
    private final NodeId self;
    private final List<NodeId> nodes;
    private final Host host;
    private int tally;

    Tally(NodeId self, List<NodeId> nodes, Host host) {
      this.self = self;
      this.nodes = nodes;
      this.host = host;
      try {
        if (host.disk().list().contains("fail")) {
          throw new IllegalStateException("told to fail");
        }
        tally = host.disk().list().contains(FILE) ? (int) host.disk().size(FILE) : 0;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void receive(String from, byte[] payload) {
      try {
        act(from, new String(payload, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void act(String from, String text) throws IOException {
      switch (text) {
        case "add" -> {
          host.disk().write(FILE, tally++, new byte[1]);
          if (from.startsWith("client")) {
            nodes.stream()
                .filter(node -> !node.equals(self))
                .forEach(node -> host.endpoint().send(node.name(), payload("add")));
          }
        }
        case "sync" -> {
          host.disk().write(FILE, tally, new byte[0]);
          host.disk().sync(FILE);
          host.disk().syncFolder();
        }
        case "fail" -> host.disk().write("fail", 0, new byte[1]);
        default -> host.endpoint().send(from, payload(Integer.toString(tally)));
      }
    }

    @Override
    public NodeStatus status() {
      return new NodeStatus(self, false, 0, tally, host.wallMillis(), Value.NIL);
    }

    @Override
    public List<String> chain() {
      return List.of();
    }

    @Override
    public void export(Path folder) throws IOException {
      Files.writeString(folder.resolve("tally.txt"), tally + "\n");
    }
  }

  static byte[] payload(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
