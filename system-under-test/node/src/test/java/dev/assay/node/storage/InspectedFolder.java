package dev.assay.node.storage;

import static dev.assay.node.storage.LogModel.entry;
import static dev.assay.node.storage.LogModel.voted;
import static dev.assay.node.storage.LogModel.write;

import dev.assay.ledger.Block;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Folders with something of everything in them, for whoever looks at them. */
public final class InspectedFolder {
  private static final List<Block> CHAIN = Chains.of("n1", 8);
  private static final SnapshotHead HEAD =
      new SnapshotHead(new LogPosition(6, 1), Membership.ofVoters(List.of(new NodeId("n1"))));

  private InspectedFolder() {}

  /** Eight entries and blocks, a snapshot of the first six. */
  public static void fill(Path folder) {
    try (FileDisk disk = FileDisk.open(folder)) {
      ChannelFiles files = ChannelFiles.open(disk, new LogLimits(200, 50));
      files.recover();
      new Register(disk).write("other n1".getBytes(StandardCharsets.UTF_8));
      for (int i = 1; i <= 8; i++) {
        files.log().append(List.of(write(voted(i, "n1"), List.of(entry(i, 1, "entry " + i)))));
        files.log().sync();
        files.blocks().append(CHAIN.get(i - 1));
        if (i == 6) {
          save(files);
        }
      }
    }
  }

  /** A chain from block 5 on, after a snapshot came from a peer. */
  public static void fillWithGap(Path folder) {
    try (FileDisk disk = FileDisk.open(folder)) {
      ChannelFiles files = ChannelFiles.open(disk, new LogLimits(200, 50));
      files.recover();
      files.blocks().append(CHAIN.getFirst());
      files.blocks().startAt(4, CHAIN.get(3).hash());
      CHAIN.subList(4, 8).forEach(files.blocks()::append);
      files.blocks().sync();
    }
  }

  private static void save(ChannelFiles files) {
    byte[] content = "the state".getBytes(StandardCharsets.UTF_8);
    SnapshotSave save = files.save(HEAD, sink -> sink.write(content, 0, content.length));
    boolean done = false;
    while (!done) {
      done = save.step();
    }
    files.compact(3);
  }

  /** Keeps the folder open, as a node does. */
  public static AutoCloseable use(Path folder) {
    return FileDisk.open(folder);
  }
}
