package dev.assay.harness.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.harness.environment.DiskOperation;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.environment.NotPossibleException;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks are broken by a file, and what nodes leave beside it is the proof. */
final class ControlledDisksTest {
  private static final NodeId N1 = NodeId.of(1);
  private static final NodeId N2 = NodeId.of(2);

  @TempDir private Path one;
  @TempDir private Path two;

  @Test
  void troublesAddUpUntilTheyAreHealed() throws IOException {
    ControlledDisks disks = disks();
    Effect filled = disks.fill(Set.of(N1), 20);
    assertThat(filled.proven()).isFalse();
    assertThat(filled.facts()).isEqualTo(Value.fields("armed", Value.of(true)));
    disks.slow(Set.of(N1), Duration.ofMillis(150));
    assertThat(one.resolve("disk")).hasContent("2\nfull 20\nslow 150");
    disks.fail(Set.of(N2), DiskOperation.SYNC, "log-", 200);
    assertThat(two.resolve("disk")).hasContent("3\nfail sync 200 log-");

    Files.writeString(one.resolve("disk.struck"), "2 8\n");
    Effect healed = disks.heal();
    assertThat(healed.proven()).isTrue();
    assertThat(healed.facts().get("struck")).contains(Value.fields("n1", Value.of("at least 8")));
    assertThat(one).isEmptyDirectory();
    assertThat(two).isEmptyDirectory();

    disks.makeReadOnly(Set.of(N1));
    assertThat(one.resolve("disk")).hasContent("4\nread-only");
  }

  @Test
  void whatStruckBeforeTheLastHealProvesNothing() throws IOException {
    ControlledDisks disks = disks();
    disks.fill(Set.of(N1), 0);
    disks.heal();
    disks.fill(Set.of(N1), 0);
    Files.writeString(one.resolve("disk.struck"), "1 1\n");
    assertThat(disks.heal().facts().get("struck")).contains(Value.fields());
    assertThat(one).isEmptyDirectory();
  }

  @Test
  void whoIsNotThereIsNamed() {
    assertThatThrownBy(() -> disks().fill(Set.of(NodeId.of(7)), 0))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("no node n7 among");
  }

  @Test
  void shortReadsAreRefusedBeforeAnythingIsTouched() {
    assertThatThrownBy(() -> disks().fail(Set.of(N1), DiskOperation.SHORT_READ, "", 1_000))
        .isInstanceOf(NotPossibleException.class)
        .hasMessageContaining("reads are whole");
    assertThat(disks().readsShort()).isFalse();
    assertThat(one).isEmptyDirectory();
  }

  private ControlledDisks disks() {
    return new ControlledDisks(Map.of(N1, one, N2, two));
  }
}
