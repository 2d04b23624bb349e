package dev.assay.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ledger.Block;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.SnapshotHead;
import dev.assay.raft.quorum.Membership;
import dev.assay.raft.quorum.NodeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Snapshot and chain files that this program writes must be readable by every later one. A line for
 * each file, its name and its bytes in hexadecimal digits. {@code -Drewrite=true} writes them anew,
 * which is right only together with a new format version. For the log see {@link
 * SegmentGoldenTest}, for version 1 of the chain {@link BlockStoreTest}.
 */
class StoredFilesGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/dev/assay/node/storage/files.hex");

  private static final List<Block> CHAIN = Chains.of("n1", 6);
  private static final SnapshotHead HEAD =
      new SnapshotHead(
          new LogPosition(6, 2), Membership.ofVoters(List.of(new NodeId("n1"), new NodeId("n2"))));

  private static final byte[] STATE = "the state".getBytes(StandardCharsets.UTF_8);

  @Test
  void theFormatsDoNotChange() throws IOException {
    BytesDisk disk = written();
    String lines =
        disk.list().keySet().stream()
            .map(file -> file + " " + HexFormat.of().formatHex(disk.content(file)) + "\n")
            .collect(Collectors.joining());
    if (Boolean.getBoolean("rewrite")) {
      Files.writeString(GOLDEN, lines);
    }
    assertThat(lines).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void theStoredFilesAreRead() throws IOException {
    BytesDisk disk = new BytesDisk();
    for (Map.Entry<String, byte[]> file : golden().entrySet()) {
      disk.with(file.getKey(), file.getValue());
    }
    ChannelFiles files = ChannelFiles.open(disk);
    assertThat(files.recover().snapshot()).contains(HEAD);
    try (SnapshotSource source = files.openSnapshot(HEAD)) {
      assertThat(source.readAllBytes()).isEqualTo(STATE);
    }
    files.blocks().startAt(5, CHAIN.get(4).hash());
    files.blocks().append(CHAIN.get(5));
    assertThat(files.blocks().missing()).contains(new BlockRange(2, 2));
    assertThat(files.blocks().read(1)).contains(CHAIN.getFirst());
    assertThat(files.blocks().range(3, 9)).isEqualTo(CHAIN.subList(2, 6));
  }

  /** Block 1, a jump to 4, of which 3 and 4 were fetched, then 5 and 6; and a snapshot. */
  private static BytesDisk written() throws IOException {
    BytesDisk disk = new BytesDisk();
    BlockStore blocks = BlockStore.open(disk).store();
    blocks.append(CHAIN.getFirst());
    blocks.startAt(4, CHAIN.get(3).hash());
    blocks.append(CHAIN.get(4));
    assertThat(blocks.fill(CHAIN.subList(2, 4))).isEmpty();
    blocks.append(CHAIN.get(5));
    blocks.sync();
    SnapshotStore snapshots = new SnapshotStore(disk);
    SnapshotWriter writer = snapshots.begin(HEAD);
    writer.write(STATE, 0, STATE.length);
    writer.end();
    snapshots.commit(HEAD);
    return disk;
  }

  private static Map<String, byte[]> golden() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (String line : Files.readAllLines(GOLDEN)) {
      int space = line.indexOf(' ');
      files.put(line.substring(0, space), HexFormat.of().parseHex(line.substring(space + 1)));
    }
    return files;
  }
}
