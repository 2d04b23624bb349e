package dev.assay.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.harness.environment.ClusterPlan;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Seed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FailedDeploymentTest {
  @TempDir Path folder;

  @BeforeAll
  static void needsAnEngine() {
    Engine.assumeItAnswers();
  }

  @Test
  void aNodeThatEndsAtOnceIsNamedWithItsLastWordsAndNothingIsLeft() {
    ClusterPlan plan =
        new ClusterPlan(
            new TinySystem(folder),
            List.of(NodeId.of(1)),
            List.of(TinySystem.CRASH),
            folder,
            new Seed(1));

    assertThatThrownBy(() -> new DockerEnvironment(line -> {}).deploy(plan))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("n1")
        .hasMessageContaining("NumberFormatException");
    assertThat(Leftovers.of(ProcessHandle.current().pid())).isEmpty();
  }
}
