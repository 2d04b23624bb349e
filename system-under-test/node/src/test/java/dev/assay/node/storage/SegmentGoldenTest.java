package dev.assay.node.storage;

import static dev.assay.node.storage.LogModel.entry;
import static dev.assay.node.storage.LogModel.voted;
import static dev.assay.node.storage.LogModel.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A log that today's program wrote must be readable by every later one. The file is hexadecimal:
 * the header, then one record per line. {@code -Drewrite=true} writes it anew, which is right only
 * together with a new format version.
 */
class SegmentGoldenTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/assay/node/storage/segment-v2.hex");

  private static final Path GOLDEN_VERSION_1 =
      Path.of("src/test/resources/dev/assay/node/storage/segment-v1.hex");

  private static final Entry NOOP = new Entry(1, 3, Entry.Kind.NOOP, Payload.EMPTY);

  @Test
  void theFormatDoesNotChange() throws IOException {
    CrashDisk disk = new CrashDisk();
    WriteAheadLog log = TestLogs.on(disk);
    log.recover();
    String file = SegmentFormat.fileName(1);
    StringBuilder lines = new StringBuilder();
    int end = 0;
    for (int i = -1; i < 3; i++) {
      switch (i) {
        case 0 -> log.append(List.of(write(voted(3, "n2"), List.of(NOOP, entry(2, 3, "two")))));
        case 1 -> log.append(List.of(write(entry(2, 4, "other")), write(entry(3, 4, "three"))));
        case 2 -> log.append(List.of(write(voted(5, "n1"), List.of())));
        default -> {}
      }
      byte[] content = disk.content(file);
      lines.append(HexFormat.of().formatHex(content, end, content.length)).append('\n');
      end = content.length;
      log.sync();
    }
    if (Boolean.getBoolean("rewrite")) {
      Files.writeString(GOLDEN, lines);
    }
    assertThat(lines.toString()).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void theStoredLogIsRead() throws IOException {
    assertRead(GOLDEN);
  }

  /** Written by the program of commit 61d034c. */
  @Test
  void aLogOfVersion1IsReadAndGoesOnInASegmentOfVersion2() throws IOException {
    CrashDisk disk = assertRead(GOLDEN_VERSION_1);
    assertThat(disk.list()).containsOnlyKeys(SegmentFormat.fileName(1), SegmentFormat.fileName(2));
    assertThat(disk.content(SegmentFormat.fileName(2)))
        .hasSize(SegmentHeader.BYTES)
        .contains(0, 0, 0, 2);
    WriteAheadLog log = TestLogs.on(disk);
    log.recover();
    log.append(List.of(write(entry(3, 5, "instead"))));
    log.sync();
    assertThat(LogModel.of(TestLogs.on(disk).recover()))
        .isEqualTo(
            new LogModel(
                voted(5, "n1"), List.of(NOOP, entry(2, 4, "other"), entry(3, 5, "instead"))));
  }

  private static CrashDisk assertRead(Path golden) throws IOException {
    CrashDisk disk = new CrashDisk();
    String hex = Files.readAllLines(golden).stream().collect(Collectors.joining());
    disk.put(SegmentFormat.fileName(1), HexFormat.of().parseHex(hex));
    assertThat(TestLogs.on(disk).recover())
        .isEqualTo(
            new Recovered(
                voted(5, "n1"),
                Optional.empty(),
                List.of(NOOP, entry(2, 4, "other"), entry(3, 4, "three")),
                Optional.empty()));
    return disk;
  }
}
