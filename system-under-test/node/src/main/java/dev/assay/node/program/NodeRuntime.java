package dev.assay.node.program;

import dev.assay.node.LedgerNode;
import dev.assay.node.Mutant;
import dev.assay.node.NodeConfig;
import dev.assay.node.NodeEvent;
import dev.assay.node.NodeHost;
import dev.assay.node.NodePorts;
import dev.assay.node.grpc.NetworkThreads;
import dev.assay.node.grpc.NodeServer;
import dev.assay.node.grpc.PeerLinks;
import dev.assay.node.security.Credentials;
import dev.assay.node.security.Identity;
import dev.assay.node.security.RefusalLog;
import dev.assay.node.security.Security;
import dev.assay.raft.Draw;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node in earnest: files, gRPC, the machine's clocks, and the thread that owns it all. */
final class NodeRuntime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeRuntime.class);

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

  private final String self;
  private final OwnerThread owner;
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final ChannelFolders stores;
  private final NetworkThreads threads;
  private final PeerLinks links;
  private final NotesFile notes;
  private final LedgerNode node;
  private final NodeInbox inbox;
  private final NodeServer server;
  private boolean closed;

  /**
   * Starts a node and returns when it can be called.
   *
   * @throws dev.assay.node.storage.StorageException when its files can't be used
   * @throws IOException when its address can't be listened on
   */
  NodeRuntime(NodeArguments arguments) throws IOException {
    NodeConfig config = arguments.config();
    self = config.self();
    owner = new OwnerThread(self + "-node", NodeConfig.TICK, this::tick, this::died);
    stores =
        new ChannelFolders(
            self,
            arguments.data(),
            Control.in(arguments.control()),
            Mutant.inStorage(config.mutants()),
            failure -> post(() -> halt("the disk failed: " + failure.getMessage())));
    notes = NotesFile.in(arguments.data());
    Security security = security(arguments);
    threads = new NetworkThreads(self);
    links = new PeerLinks(config, arguments.peers(), threads, security);
    SkewedClock clock = new SkewedClock(arguments.clockFile());
    node = new LedgerNode(config, new NodePorts(stores, links, clock, new Host()));
    inbox = new NodeInbox(self, owner, node);
    owner.start();
    server = NodeServer.start(arguments.listen(), config, inbox, threads, security);
    LOG.info("{} listens on {}", self, arguments.listen());
  }

  private static Security security(NodeArguments arguments) throws IOException {
    String self = arguments.config().self();
    if (arguments.certificates().isEmpty()) {
      LOG.warn(
          "{} RUNS WITHOUT TLS (--plaintext): whoever reaches it can read and write everything",
          self);
      return new Security.Plaintext();
    }
    Path folder = arguments.certificates().get();
    Credentials own = Credentials.read(folder);
    if (own.identity().filter(Identity.node(self)::equals).isEmpty()) {
      throw new IOException(
          "the certificate in %s is for %s, and this is node %s".formatted(folder, own, self));
    }
    return new Security.MutualTls(own, new RefusalLog(line -> LOG.warn("{} {}", self, line)));
  }

  private void tick() {
    node.tick();
  }

  /** What the node itself does not catch is no exception of its own: it is beyond help. */
  private void died(Throwable cause) {
    LOG.error("{} died", self, cause);
    ended.complete("died: " + cause);
  }

  private void halt(String reason) {
    node.halt(reason);
  }

  private void post(Runnable task) {
    owner.post(task);
  }

  /** Completes with the reason when the node has given up by itself, or was told to. */
  CompletableFuture<String> ended() {
    return ended;
  }

  /** Tells the node to stop; see {@link #ended}. From any thread. */
  void stop(String reason) {
    post(() -> halt(reason));
  }

  /**
   * Ends in good order, unless the node has ended by itself, and lets go of everything; once, and
   * within a bound.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (!ended.isDone()) {
        new Farewell(self, owner, node, inbox).say();
      }
      stop("shut down");
      if (!owner.join(STOP_TIMEOUT)) {
        LOG.warn("{} did not stop within {}: does the disk hang?", self, STOP_TIMEOUT);
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    server.close();
    links.close();
    stores.close();
    threads.close();
  }

  /** What the node asks of us. */
  private final class Host implements NodeHost {
    private final Random random = new Random();

    @Override
    public void post(Runnable task) {
      owner.post(task);
    }

    @Override
    public Draw draw() {
      return (min, max) -> random.nextInt(min, max + 1);
    }

    @Override
    public void noted(NodeEvent event) {
      LOG.info("{} epoch {} {} {}", self, event.epoch(), event.kind(), event.detail());
      notes.add(event);
    }

    @Override
    public List<NodeEvent> earlierNotes() {
      return notes.earlier();
    }

    @Override
    public void halted(String reason) {
      owner.stop();
      ended.complete(reason);
    }
  }
}
