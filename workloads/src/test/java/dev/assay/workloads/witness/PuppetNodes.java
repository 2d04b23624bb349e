package dev.assay.workloads.witness;

import dev.assay.node.Beliefs;
import dev.assay.node.Role;
import dev.assay.node.storage.Failpoint;
import dev.assay.node.storage.Recovered;
import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.Entry;
import dev.assay.raft.log.Entry.Kind;
import dev.assay.raft.log.HardState;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.Payload;
import dev.assay.raft.message.Message;
import dev.assay.raft.message.Message.Body;
import dev.assay.raft.message.Message.VoteReply;
import dev.assay.raft.message.Message.VoteRequest;
import dev.assay.raft.message.MessageCodec;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import dev.assay.simulator.Host;
import dev.assay.simulator.Machine;
import dev.assay.simulator.SimulatedDisk;
import dev.assay.simulator.Unsynced;
import dev.assay.simulator.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** Three nodes that say and write what a test has them say and write. */
abstract class PuppetNodes {
  static final long TICK = 50_000_000;
  static final Membership ALL = Membership.ofVoters(List.of(id("n1"), id("n2"), id("n3")));

  final World world = new World(7);
  private final Witness witness = new Witness(List.of("n1", "n2", "n3"), TICK);
  final Map<String, Puppet> puppets = new LinkedHashMap<>();
  final List<String> seen = new ArrayList<>();

  @BeforeEach
  void begin() {
    for (String name : List.of("n1", "n2", "n3")) {
      puppets.put(name, new Puppet(name));
    }
  }

  final void stands(String name, long term, LogPosition last) {
    node(name).writes(new HardState(term, Optional.of(id(name))));
    node(name).syncs();
    node(name).says(name.equals("n1") ? "n2" : "n1", term, new VoteRequest(last, false));
  }

  final void votes(String name, String candidate, long term) {
    node(name).writes(new HardState(term, Optional.of(id(candidate))));
    node(name).syncs();
    node(name).says(candidate, term, new VoteReply(true));
  }

  /** With all that it takes, of nodes that know no other leader. */
  final void leads(String name, long term) {
    stands(name, term, node(name).watch.truth().orElseThrow().written().lastPosition());
    votes(name.equals("n2") ? "n3" : "n2", name, term);
    node(name).leads();
  }

  final Puppet node(String name) {
    return Objects.requireNonNull(puppets.get(name));
  }

  static NodeId id(String name) {
    return new NodeId(name);
  }

  static Entry entry(long index, long term) {
    return new Entry(index, term, Kind.COMMAND, Payload.ofText("e" + index));
  }

  static final class Believed implements Beliefs {
    Role role = Role.BACKUP;
    long committed;
    Membership members = ALL;
    boolean lease;
    boolean faithful = true;
    boolean quiet;
    long durable;
    long first = 1;
    private final DiskTruth truth;

    Believed(DiskTruth truth) {
      this.truth = truth;
    }

    @Override
    public Role role() {
      return role;
    }

    @Override
    public long epoch() {
      return truth.written().hard().term();
    }

    @Override
    public long first() {
      return first;
    }

    @Override
    public long last() {
      return truth.written().last();
    }

    @Override
    public long committed() {
      return committed;
    }

    @Override
    public long applied() {
      return 0;
    }

    @Override
    public Membership members() {
      return members;
    }

    @Override
    public boolean holdsLease() {
      return lease;
    }

    @Override
    public long durable() {
      return durable;
    }

    @Override
    public boolean faithful() {
      return faithful;
    }

    @Override
    public boolean quiet() {
      return quiet;
    }
  }

  /** One node. */
  final class Puppet {
    private final String name;
    private final Machine machine;
    final NodeWitness watch;
    private @Nullable Believed believed;
    private @Nullable Host host;
    private long bytes;

    /** What a rehearsed start finds. */
    @Nullable Recovered recovered;

    /** Whether what it goes on with after a rehearsed start is there the next time. */
    boolean keepsWhatItGoesOnWith = true;

    Puppet(String name) {
      this.name = name;
      watch = witness.watch(name, "", (_, _, what) -> seen.add(name + " " + what));
      machine =
          world.machine(
              name,
              booted -> {
                host = booted;
                return (_, _) -> {};
              });
      boots(HardState.INITIAL, List.of());
    }

    void boots(HardState hard, List<Entry> entries) {
      machine.start();
      watch.boots(Objects.requireNonNull(host), _ -> rehearsed());
      watch.recovered(new Recovered(hard, Optional.empty(), entries, Optional.empty()));
      believed = new Believed(watch.truth().orElseThrow());
      watch.lives(believed);
    }

    private Rehearsal.Start rehearsed() {
      Recovered found = Objects.requireNonNull(recovered);
      return new Rehearsal.Start() {
        @Override
        public Recovered found() {
          return found;
        }

        @Override
        public void goesOn(Persist write) {
          if (keepsWhatItGoesOnWith) {
            List<Entry> entries = new ArrayList<>(found.entries());
            entries.addAll(write.entries());
            recovered =
                new Recovered(
                    write.hardState().orElseThrow(), found.snapshot(), entries, Optional.empty());
          }
        }
      };
    }

    Believed beliefs() {
      return Objects.requireNonNull(believed);
    }

    private SimulatedDisk disk() {
      return Objects.requireNonNull(host).disk();
    }

    void writes(HardState hard, Entry... entries) {
      watch.asked(new Persist(1, Optional.of(hard), List.of(entries)));
      try {
        disk().write("log-1", bytes, new byte[] {1});
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      bytes++;
      watch.appended(1);
    }

    HardState hard() {
      return watch.truth().orElseThrow().written().hard();
    }

    void syncs() {
      try {
        disk().sync("log-1");
        disk().syncFolder();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      watch.reached(Failpoint.LOG_AFTER_SYNC);
    }

    void loses() {
      machine.powerFail(Unsynced.LOST);
    }

    void leads() {
      beliefs().role = Role.PRIMARY;
      watch.settled();
    }

    void settles() {
      watch.settled();
    }

    void ticks() {
      watch.ticked();
    }

    void says(String to, long term, Body body) {
      watch.sent(to, MessageCodec.encode(new Message(id(name), id(to), term, body)));
    }

    void hears(String from, long term, Body body) {
      watch.heard(MessageCodec.encode(new Message(id(from), id(name), term, body)), 0);
    }
  }
}
