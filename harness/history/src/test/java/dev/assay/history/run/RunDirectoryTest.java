package dev.assay.history.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.history.Seed;
import dev.assay.history.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunDirectoryTest {
  private static final Instant STARTED = Instant.parse("2026-11-22T17:20:05.123Z");

  @TempDir Path folder;

  @Test
  void latestPointsToTheNewestAndNoFolderIsUsedTwice() throws IOException {
    Path runs = folder.resolve("runs");
    RunDirectory first = RunDirectory.create(runs, "transfer", STARTED, new Seed(7));
    RunDirectory second = RunDirectory.create(runs, "transfer", STARTED, new Seed(7));
    assertThat(runs.relativize(first.path())).hasToString("transfer/20261122T172005Z-seed-7");
    assertThat(runs.relativize(second.path())).hasToString("transfer/20261122T172005Z-seed-7-2");
    assertThat(runs.resolve("latest").toRealPath()).isEqualTo(second.path().toRealPath());
    assertThat(first.chainFile("n1").toString()).endsWith("nodes/n1/chain.jsonl");
  }

  @Test
  void folderThatCannotBeWrittenIsToldInOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> RunDirectory.create(file, "transfer", STARTED, new Seed(7)))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("name a folder that can be written");
    assertThatThrownBy(() -> RunDirectory.create(folder, "../x", STARTED, new Seed(7)))
        .hasMessageContaining("run name \"../x\"");
  }

  @Test
  void manifestIsReadAsWritten() {
    Manifest manifest =
        new Manifest(
            new Manifest.Start(
                "transfer", STARTED.toString(), new Seed(Long.MIN_VALUE), List.of("--seed", "7")),
            new Manifest.Plan(
                "ledger",
                "transfer",
                "sim",
                List.of("n1", "n2", "n3"),
                List.of("kill"),
                List.of(),
                Duration.ofSeconds(60)),
            new Manifest.Expectations(Map.of("a1", 50L, "a0", 100L), Manifest.Floors.DEFAULT),
            Value.fields("java", Value.of("25")));
    Path file = folder.resolve("run.json");
    manifest.write(file);
    assertThat(Manifest.read(file)).isEqualTo(manifest);
    assertThat(manifest.expectations().openedTotal()).isEqualTo(150);
    assertThat(folder)
        .isDirectoryContaining("glob:**/run.json")
        .isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void brokenManifestIsTold() throws IOException {
    Path file = Files.writeString(folder.resolve("run.json"), "{\"name\":\"x\"}");
    assertThatThrownBy(() -> Manifest.read(file))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContaining("there is no field \"started\"");
    assertThatThrownBy(() -> Manifest.read(folder.resolve("nothing")))
        .isInstanceOf(RunDirectoryException.class);
  }
}
