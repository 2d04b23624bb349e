package dev.assay.node;

import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.TransferContract;
import dev.assay.node.storage.ChannelFiles;
import dev.assay.node.storage.LogLimits;
import dev.assay.node.storage.Register;
import dev.assay.node.storage.StorageException;
import dev.assay.raft.Draw;
import dev.assay.raft.log.Payload;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Nodes on a network, disks and clocks that move only when a test says so. */
final class CrankedCluster {
  static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int TICKS_MAX = 400;

  private record Letter(String from, String to, Payload payload) {}

  private final List<String> names;
  private final Set<Mutant> mutants;
  private final TreeMap<String, Member> members = new TreeMap<>();
  private final TreeMap<String, MemoryDisk> disks = new TreeMap<>();
  private final Queue<Letter> letters = new ArrayDeque<>();
  private final Set<String> cut = new HashSet<>();
  private long nanos;

  CrankedCluster(int size, Mutant... mutants) {
    this.mutants = Set.of(mutants);
    names = java.util.stream.IntStream.rangeClosed(1, size).mapToObj(n -> "n" + n).toList();
    names.forEach(this::start);
  }

  /** Starts a node on the disk that it had. */
  void start(String name) {
    MemoryDisk disk = disks.computeIfAbsent(name, _ -> new MemoryDisk());
    members.put(name, new Member(name, disk));
  }

  void kill(String name) {
    members.remove(name);
    letters.removeIf(letter -> letter.from().equals(name));
  }

  private Member member(String name) {
    return Objects.requireNonNull(members.get(name), name);
  }

  LedgerNode node(String name) {
    return member(name).node;
  }

  MemoryDisk disk(String name) {
    return Objects.requireNonNull(disks.get(name), name);
  }

  CrankedStorage storage(String name) {
    return member(name).storage;
  }

  Optional<String> halted(String name) {
    return member(name).halted;
  }

  /** Cuts both directions between this node and all others. */
  void isolate(String name) {
    for (String other : names) {
      cut.add(name + ">" + other);
      cut.add(other + ">" + name);
    }
  }

  /** Cuts what all others send to this node, and nothing that it sends. */
  void cutTowards(String name) {
    names.forEach(other -> cut.add(other + ">" + name));
  }

  void heal() {
    cut.clear();
  }

  /** Lets time pass. */
  void pass(Duration time) {
    for (long left = time.dividedBy(NodeConfig.TICK); left > 0; left--) {
      nanos += NodeConfig.TICK.toNanos();
      members.values().forEach(member -> member.node.tick());
      settle();
    }
  }

  /** Lets time pass, in which a node is asked all the while to read under the primary's lease. */
  void passAsking(String name, Duration time) {
    for (long left = time.dividedBy(NodeConfig.TICK); left > 0; left--) {
      nanos += NodeConfig.TICK.toNanos();
      read(name, "a", ReadMode.LEASE);
      members.values().forEach(member -> member.node.tick());
      settle();
    }
  }

  /** Lets time pass for all but one node, as if that one were slow. */
  void passWithout(String slow, Duration time) {
    for (long left = time.dividedBy(NodeConfig.TICK); left > 0; left--) {
      nanos += NodeConfig.TICK.toNanos();
      members.values().stream()
          .filter(member -> !member.name.equals(slow))
          .forEach(member -> member.node.tick());
      settle();
    }
  }

  /** Carries everything out that is under way, without time passing. */
  void settle() {
    for (boolean busy = true; busy; ) {
      busy = false;
      for (Member member : members.values()) {
        busy |= member.sync();
        busy |= member.runPosted();
      }
      Letter letter = letters.poll();
      if (letter != null) {
        busy = true;
        if (members.containsKey(letter.to()) && !cut.contains(letter.from() + ">" + letter.to())) {
          node(letter.to())
              .received(letter.from(), NodeConfig.SPEAKS_MAX, letter.payload().toBytes());
        }
      }
    }
  }

  /** The primary that is not cut off, as soon as there is one that has learnt what is decided. */
  String primary() {
    for (int ticks = 0; ticks < TICKS_MAX; ticks++) {
      for (String name : members.keySet()) {
        LedgerStatus status = node(name).status();
        boolean alone =
            cut.contains(name + ">" + names.getFirst())
                && cut.contains(name + ">" + names.getLast());
        if (status.role() == Role.PRIMARY && !alone && status.applied() > 0) {
          return name;
        }
      }
      pass(NodeConfig.TICK);
    }
    throw new AssertionError("no primary after %d ticks".formatted(TICKS_MAX));
  }

  String backup() {
    String primary = primary();
    return names.stream()
        .filter(name -> !name.equals(primary) && members.containsKey(name))
        .findFirst()
        .orElseThrow();
  }

  /** Submits and returns where the answer will be. */
  List<SubmitResult> submit(String name, Transaction transaction) {
    List<SubmitResult> answers = new ArrayList<>();
    node(name)
        .submit(LedgerNode.MAIN, transaction, TIMEOUT, result -> answers.add(Places.of(result)));
    return answers;
  }

  List<ReadResult<OptionalLong>> read(String name, String account) {
    return read(name, account, ReadMode.QUORUM);
  }

  private List<ReadResult<OptionalLong>> read(String name, String account, ReadMode mode) {
    List<ReadResult<OptionalLong>> answers = new ArrayList<>();
    node(name)
        .query(
            LedgerNode.MAIN,
            TransferContract.balance(account),
            mode,
            TIMEOUT,
            result -> answers.add(result.map(TransferContract::balanceIn)));
    return answers;
  }

  /** The default channel and no other. */
  private record OneStore(CrankedStorage storage, ChannelFiles files, MemoryDisk disk)
      implements NodeStores {
    @Override
    public ChannelStore open(String channel) {
      return new ChannelStore(storage, files.blocks());
    }

    @Override
    public Register register() {
      return new Register(disk);
    }
  }

  /** One node with everything around it. */
  private final class Member implements NodeNetwork, NodeClock, NodeHost {
    private final String name;
    private final Random random;
    private final Queue<Runnable> posted = new ArrayDeque<>();
    private final CrankedStorage storage;
    private final LedgerNode node;
    private Optional<String> halted = Optional.empty();

    Member(String name, MemoryDisk disk) {
      this.name = name;
      random = new Random(name.hashCode());
      ChannelFiles files = ChannelFiles.open(disk, new LogLimits(64 << 10, 0));
      storage = new CrankedStorage(files);
      node =
          new LedgerNode(
              new NodeConfig(name, names, mutants),
              new NodePorts(new OneStore(storage, files, disk), this, this, this));
    }

    boolean sync() {
      try {
        return storage.sync();
      } catch (StorageException e) {
        node.halt(e.toString());
        storage.stall();
        return false;
      }
    }

    boolean runPosted() {
      Runnable task = posted.poll();
      if (task != null) {
        task.run();
      }
      return task != null;
    }

    @Override
    public void send(String peer, byte[] message) {
      letters.add(new Letter(name, peer, Payload.of(message)));
    }

    @Override
    public void members(SortedMap<String, String> addresses) {}

    @Override
    public long wallMillis() {
      return 1_790_000_000_000L + nanos / 1_000_000;
    }

    @Override
    public long monotonicNanos() {
      return nanos;
    }

    @Override
    public void post(Runnable task) {
      posted.add(task);
    }

    @Override
    public Draw draw() {
      return (min, max) -> random.nextInt(min, max + 1);
    }

    @Override
    public void noted(NodeEvent event) {}

    @Override
    public void halted(String reason) {
      halted = Optional.of(reason);
    }
  }
}
