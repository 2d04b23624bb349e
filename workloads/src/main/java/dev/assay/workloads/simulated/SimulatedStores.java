package dev.assay.workloads.simulated;

import dev.assay.node.LedgerNode;
import dev.assay.node.NodeStores;
import dev.assay.node.storage.ChannelFiles;
import dev.assay.node.storage.Failpoints;
import dev.assay.node.storage.Recovered;
import dev.assay.node.storage.Register;
import dev.assay.node.storage.StorageMutant;
import dev.assay.raft.Effect.Persist;
import dev.assay.raft.log.MembershipCodec;
import dev.assay.raft.quorum.Membership;
import dev.assay.simulator.Host;
import dev.assay.simulator.SimulatedDisk;
import dev.assay.workloads.witness.Rehearsal;
import dev.assay.workloads.witness.SecondChannel;
import dev.assay.workloads.witness.Watch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A node's channels on its host's one disk, each under names of its own. */
final class SimulatedStores implements NodeStores {
  private final Host host;
  private final LedgerSettings settings;
  private final Consumer<String> onFailure;
  private final Failpoints failpoints;
  private final Set<StorageMutant> mutants;
  private final Watch witness;
  private final Optional<Membership> second;

  /**
   * @param onFailure see {@link SimulatedStorage}; told once for each channel that fails
   * @param witness of the default channel
   * @param second the members of another channel that is there from the beginning
   */
  SimulatedStores(
      Host host,
      LedgerSettings settings,
      Set<StorageMutant> mutants,
      Consumer<String> onFailure,
      Watch witness,
      Optional<Membership> second) {
    this.witness = witness;
    this.second = second;
    this.mutants = mutants;
    this.host = host;
    this.settings = settings;
    this.onFailure = onFailure;
    this.failpoints = point -> host.reached(point.id());
  }

  @Override
  public ChannelStore open(String channel) {
    Watch watch = channel.equals(LedgerNode.MAIN) ? witness : Watch.NOBODY;
    Failpoints watched =
        point -> {
          watch.reached(point);
          host.reached(point.id());
        };
    // No channel's name has a colon.
    ChannelFiles files =
        ChannelFiles.open(
            new SimulatedNodeDisk(host.disk(), prefix(channel), watched),
            settings.log(),
            watched,
            mutants);
    return new ChannelStore(
        new SimulatedStorage(files, host, settings.pace(), onFailure, watch), files.blocks());
  }

  @Override
  public Register register() {
    Register register =
        new Register(new SimulatedNodeDisk(host.disk(), "::", failpoints), failpoints);
    if (second.isPresent() && register.read().length == 0) {
      register.write(opened(second.get()));
    }
    return register;
  }

  /** As a node remembers that it has opened the second channel. */
  private static byte[] opened(Membership members) {
    byte[] encoded = MembershipCodec.encode(members);
    byte[] name = SecondChannel.NAME.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(1 + 3 * Short.BYTES + name.length + encoded.length)
        .put((byte) 1)
        .putShort((short) 1)
        .putShort((short) name.length)
        .put(name)
        .putShort((short) encoded.length)
        .put(encoded)
        .array();
  }

  /** The default channel's storage, started on a disk that is no node's. */
  static Rehearsal.Start start(
      SimulatedDisk disk, LedgerSettings settings, Set<StorageMutant> mutants) {
    ChannelFiles files =
        ChannelFiles.open(
            new SimulatedNodeDisk(disk, prefix(LedgerNode.MAIN), Failpoints.NONE),
            settings.log(),
            Failpoints.NONE,
            mutants);
    Recovered recovered = files.recover();
    return new Rehearsal.Start() {
      @Override
      public Recovered found() {
        return recovered;
      }

      @Override
      public void goesOn(Persist write) {
        files.log().append(List.of(write));
        files.log().sync();
      }
    };
  }

  /** Of the names of a channel's files. */
  static String prefix(String channel) {
    return channel + ":";
  }
}
