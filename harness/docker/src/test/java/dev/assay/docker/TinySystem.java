package dev.assay.docker;

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
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * Runs {@link TinyNode}s. The jar with them has no times in it, so that equal classes make an equal
 * image.
 */
final class TinySystem implements SystemUnderTest {
  /** The mutant whose nodes end as soon as they are started. */
  static final String CRASH = "crash";

  private static final int ANSWER_MILLIS = 500;

  private final Path jar;

  TinySystem(Path folder) {
    jar = folder.resolve("tiny.jar");
    String resource = TinyNode.class.getName().replace('.', '/') + ".class";
    try (InputStream in = TinySystem.class.getClassLoader().getResourceAsStream(resource);
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      JarEntry entry = new JarEntry(resource);
      entry.setTime(0);
      out.putNextEntry(entry);
      out.write(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "tiny";
  }

  @Override
  public List<Path> libraries() {
    return List.of(jar);
  }

  @Override
  public LaunchPlan launch(NodeLayout layout) {
    List<String> command =
        new ArrayList<>(
            List.of(
                layout.javaExecutable(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-cp",
                layout.libraries() + "/tiny.jar",
                TinyNode.class.getName(),
                layout.node().name(),
                layout.mutants().contains(CRASH) ? CRASH : Integer.toString(layout.listen().port()),
                layout.dataFolder()));
    layout.peers().forEach((peer, address) -> command.add(peer + "=" + address.host()));
    return new LaunchPlan(command, Map.of());
  }

  @Override
  public Observer observe(Map<NodeId, Reach> nodes) {
    return new TinyObserver(nodes);
  }

  @Override
  public Optional<SimulatedSystem> simulated() {
    return Optional.empty();
  }

  @Override
  public Map<String, String> mutants() {
    return Map.of(CRASH, "ends as soon as it is started");
  }

  /** Milliseconds since the node last heard of the peer; very many when it never did. */
  static long silenceMillis(NodeStatus status, NodeId peer) {
    Value.Fields detail = (Value.Fields) status.detail();
    return detail
        .get(peer.name())
        .map(millis -> ((Value.Whole) millis).number())
        .orElse(Long.MAX_VALUE);
  }

  private record TinyObserver(Map<NodeId, Reach> nodes) implements Observer {
    @Override
    public Optional<NodeStatus> status(NodeId node) {
      Address address = ((Reach.Socket) Objects.requireNonNull(nodes.get(node))).address();
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address.host(), address.port()), ANSWER_MILLIS);
        socket.setSoTimeout(ANSWER_MILLIS);
        socket.getOutputStream().write("status\n".getBytes(StandardCharsets.UTF_8));
        String line =
            new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                .readLine();
        return line == null ? Optional.empty() : Optional.of(status(node, line));
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    private static NodeStatus status(NodeId node, String line) {
      List<String> words = List.of(line.split(" ", -1));
      Value.Fields heard = Value.fields();
      for (String word : words.subList(2, words.size())) {
        List<String> peer = List.of(word.split("=", 2));
        heard = heard.with(peer.get(0), Value.of(Long.parseLong(peer.get(1))));
      }
      return new NodeStatus(
          node, false, 0, Long.parseLong(words.get(0)), Long.parseLong(words.get(1)), heard);
    }

    @Override
    public boolean export(NodeId node, Path folder) {
      return false;
    }

    @Override
    public void close() {}
  }
}
