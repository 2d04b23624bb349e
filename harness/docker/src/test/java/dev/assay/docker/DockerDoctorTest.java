package dev.assay.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.docker.image.NodeImage;
import dev.assay.harness.environment.Finding;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

final class DockerDoctorTest {
  @BeforeAll
  static void needsAnEngine() {
    Engine.assumeItAnswers();
  }

  @Test
  void aMachineWhoseEngineAnswersIsFine() {
    new NodeImage(DockerClientFactory.lazyClient(), line -> {}).ensureRuntime();

    assertThat(DockerDoctor.obstacle()).isEmpty();
    assertThat(DockerDoctor.examine())
        .allMatch(Finding::fine)
        .extracting(Finding::subject)
        .containsExactly("engine", "settings", "image", "subnet", "links", "clocks");
  }
}
