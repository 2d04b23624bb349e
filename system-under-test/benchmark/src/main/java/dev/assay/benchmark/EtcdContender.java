package dev.assay.benchmark;

import com.google.protobuf.ByteString;
import dev.assay.benchmark.EtcdMessages.Put;
import dev.assay.benchmark.EtcdMessages.PutDone;
import dev.assay.benchmark.EtcdMessages.StatusQuestion;
import dev.assay.node.security.Credentials;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Three etcd nodes, each operation a put of one key. */
final class EtcdContender implements Contender {
  private static final int NODES = 3;
  private static final int KEYS = 1024;

  /** About what a transfer carries beside its key. */
  private static final int VALUE_BYTES = 48;

  private final LocalProcesses processes;
  private final Connections connections;
  private final String executable;
  private final Trust trust;
  private final List<Integer> ports = new ArrayList<>();
  private String scheme = "http";

  EtcdContender(Path folder, String executable, Connections connections, Trust trust)
      throws IOException {
    this.trust = trust;
    processes = new LocalProcesses(folder);
    this.executable = executable;
    this.connections = connections;
  }

  @Override
  public String name() {
    return "etcd";
  }

  @Override
  public void start() throws IOException {
    List<Integer> free = LocalProcesses.freePorts(2 * NODES);
    ports.addAll(free.subList(0, NODES));
    List<Integer> peerPorts = free.subList(NODES, 2 * NODES);
    scheme = trust.ofNode("e1").isPresent() ? "https" : "http";
    List<String> cluster = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      cluster.add("e%d=%s".formatted(i + 1, address(peerPorts.get(i))));
    }
    for (int i = 0; i < NODES; i++) {
      String name = "e" + (i + 1);
      String peers = address(peerPorts.get(i));
      String clients = address(ports.get(i));
      List<String> command = new ArrayList<>();
      command.addAll(
          List.of(
              executable,
              "--name=" + name,
              "--data-dir=" + processes.folder(name),
              "--listen-peer-urls=" + peers,
              "--initial-advertise-peer-urls=" + peers,
              "--listen-client-urls=" + clients,
              "--advertise-client-urls=" + clients,
              "--initial-cluster=" + String.join(",", cluster),
              "--initial-cluster-state=new",
              "--logger=zap",
              "--log-level=error"));
      trust.ofNode(name).ifPresent(own -> command.addAll(secured(own)));
      processes.start(name, command);
    }
  }

  private String address(int port) {
    return "%s://127.0.0.1:%d".formatted(scheme, port);
  }

  private static List<String> secured(Path own) {
    List<String> flags = new ArrayList<>();
    for (String prefix : List.of("--", "--peer-")) {
      flags.add(prefix + "cert-file=" + own.resolve(Credentials.CERTIFICATE_FILE));
      flags.add(prefix + "key-file=" + own.resolve(Credentials.KEY_FILE));
      flags.add(prefix + "trusted-ca-file=" + own.resolve(Credentials.AUTHORITY_FILE));
      flags.add(prefix + "client-cert-auth");
    }
    return flags;
  }

  @Override
  public Endpoint leader() throws IOException, InterruptedException {
    return Leaders.await(processes, this::find);
  }

  private Optional<Endpoint> find() {
    for (int port : ports) {
      Endpoint endpoint = new Endpoint("127.0.0.1", port);
      ManagedChannel channel = connections.open(endpoint);
      try {
        if (ClientCalls.blockingUnaryCall(
                channel,
                EtcdMessages.STATUS,
                CallOptions.DEFAULT.withDeadlineAfter(2, TimeUnit.SECONDS),
                new StatusQuestion())
            .leads()) {
          return Optional.of(endpoint);
        }
      } catch (StatusRuntimeException e) {
        // Not up yet.
      } finally {
        channel.shutdownNow();
      }
    }
    return Optional.empty();
  }

  @Override
  public void prepare(Channel leader) {}

  @Override
  public Operation operation(int client, Channel leader) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(client);
    byte[] value = new byte[VALUE_BYTES];
    return done -> {
      random.nextBytes(value);
      ByteString key = ByteString.copyFromUtf8("account-" + random.nextInt(KEYS));
      ClientCalls.asyncUnaryCall(
          leader.newCall(EtcdMessages.PUT, Calls.options()),
          new Put(key, ByteString.copyFrom(value)),
          new Calls.Answer<>(EtcdContender::acknowledged, done));
    };
  }

  private static Optional<String> acknowledged(PutDone answer) {
    return answer.revision() > 0 ? Optional.empty() : Optional.of("no revision in the answer");
  }

  @Override
  public Duration computed() {
    return processes.computed();
  }

  @Override
  public List<String> facts() throws IOException {
    return List.of("etcd's resident sets: " + processes.residentPeaks() + " MiB");
  }

  @Override
  public void close() {
    processes.close();
  }
}
