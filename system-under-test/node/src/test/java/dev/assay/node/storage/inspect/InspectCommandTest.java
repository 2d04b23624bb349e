package dev.assay.node.storage.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.node.storage.InspectedFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
  private static final String RESOURCES = "src/test/resources/dev/assay/node/storage/";

  @TempDir Path temporary;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path folder;

  @BeforeEach
  void name() {
    folder = temporary.resolve("data");
  }

  @Test
  void aSoundFolderIsToldInFull() throws IOException {
    InspectedFolder.fill(folder);
    SortedMap<String, String> before = contents();
    assertThat(run(folder.toString())).isZero();
    assertThat(text())
        .contains("channel main\n")
        .contains("log       entries 7 to 8, term 8, vote n1")
        .contains("log-0000000000000002, ")
        .doesNotContain("log-0000000000000001, ")
        .contains("snapshot  of entry 6@1, voters [n1], 9 bytes of state in snapshot-")
        .contains("blocks    to 8, 8 verified, 8 executed again, head ")
        .endsWith("\nsound\n");
    assertThat(contents()).as("nothing is written").isEqualTo(before);
  }

  @Test
  void theSameAsJson() throws IOException {
    InspectedFolder.fill(folder);
    InspectedFolder.fillWithGap(folder.resolve("channels").resolve("other"));
    assertThat(run(folder.toString(), "--json")).isZero();
    String json = text().replaceAll("\"hash\":\"[0-9a-f]{64}\"", "\"hash\":\"H\"");
    assertThat(json)
        .startsWith("{\"sound\":true,\"channels\":[{\"channel\":\"main\",\"log\":{\"term\":8,")
        .contains("\"vote\":\"n1\",\"entries_first\":7,\"entries_last\":8,\"segments\":[{\"file\":")
        .contains("\"index\":6,\"term\":1,\"voters\":[\"n1\"],\"content_bytes\":9}")
        .contains("{\"last\":8,\"hash\":\"H\",\"missing\":null,\"verified\":8,\"executed\":8}")
        .contains("{\"channel\":\"other\",\"log\":{\"term\":0,\"vote\":null,")
        .contains(
            "{\"last\":8,\"hash\":\"H\",\"missing\":{\"first\":2,\"last\":4},"
                + "\"verified\":5,\"executed\":1}")
        .endsWith("}]}\n");
  }

  @Test
  void anyDamageIsNamedWithItsFileAndPlace() throws IOException {
    InspectedFolder.fill(folder);
    List<String> unseen = new ArrayList<>();
    for (Path file : files()) {
      byte[] whole = Files.readAllBytes(file);
      for (int at = 0; at < whole.length; at += 1 + whole.length / 60) {
        byte[] damaged = whole.clone();
        damaged[at] ^= 0x41;
        Files.write(file, damaged);
        out.reset();
        int code = run(folder.toString());
        if (code == 1) {
          assertThat(text()).containsPattern("FAULT .* at byte [0-9]+|format version");
        } else if (!text().contains("next start")) {
          unseen.add(file.getFileName() + " at " + at);
        }
      }
      Files.write(file, whole);
    }
    // Only what no checksum covers, as nobody reads it.
    assertThat(unseen).allMatch(place -> place.startsWith("chain-index at 1"));
  }

  /** Except for what is as if it had been compacted, not been written yet, or can be made again. */
  @Test
  void aLostFileIsAFault() throws IOException {
    InspectedFolder.fill(folder);
    List<String> segments =
        files().stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> name.startsWith("log-"))
            .toList();
    List<String> harmless =
        List.of(segments.getFirst(), segments.getLast(), "chain-index", "chain-mark", "register");
    assertThat(segments).hasSizeGreaterThan(2);
    for (Path file : files()) {
      String name = file.getFileName().toString();
      byte[] content = Files.readAllBytes(file);
      Files.delete(file);
      assertThat(run(folder.toString())).as(name).isEqualTo(harmless.contains(name) ? 0 : 1);
      Files.write(file, content);
    }
  }

  @Test
  void aFolderOfVersion1IsRead() throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("log-0000000000000001"), golden("segment-v1.hex"));
    Files.write(folder.resolve("blocks"), golden("blocks-v1.hex"));
    assertThat(run(folder.toString())).isZero();
    assertThat(text())
        .contains("entries 1 to 3, term 5, vote n1")
        .contains("blocks    to 5, 5 verified, 5 executed again, head a37300dd54ded094");
  }

  @Test
  void aTornTailIsNoDamage() throws IOException {
    Files.createDirectories(folder);
    byte[] log = golden("segment-v2.hex");
    Files.write(folder.resolve("log-0000000000000001"), Arrays.copyOf(log, log.length - 1));
    assertThat(run(folder.toString())).isZero();
    assertThat(text()).contains("note      log-0000000000000001: ").contains("cuts them");
  }

  @Test
  void badArgumentsAreSaidInOneLine() throws Exception {
    assertThat(run()).isEqualTo(254);
    assertThat(run("a", "b")).isEqualTo(254);
    assertThat(run("--help")).isEqualTo(254);
    assertThat(err.toString(UTF_8).lines()).allMatch(line -> line.startsWith("usage: inspect"));
    err.reset();
    assertThat(run(temporary.resolve("none").toString())).isEqualTo(254);
    assertThat(err.toString(UTF_8)).startsWith("inspect: there is no folder ");
    InspectedFolder.fill(folder);
    try (AutoCloseable _ = InspectedFolder.use(folder)) {
      err.reset();
      assertThat(run(folder.toString())).isEqualTo(254);
      assertThat(err.toString(UTF_8)).contains("is in use: stop the node first");
    }
  }

  private int run(String... arguments) {
    return InspectCommand.run(
        List.of(arguments), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  private String text() {
    return out.toString(UTF_8);
  }

  private static byte[] golden(String name) throws IOException {
    return HexFormat.of().parseHex(String.join("", Files.readAllLines(Path.of(RESOURCES + name))));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.endsWith(".lock")).sorted().toList();
    }
  }

  private SortedMap<String, String> contents() throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    for (Path file : files()) {
      contents.put(
          file.getFileName().toString(),
          Files.getLastModifiedTime(file) + HexFormat.of().formatHex(Files.readAllBytes(file)));
    }
    return contents;
  }
}
