package dev.assay.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.harness.environment.EnvironmentException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestcontainersSettingsTest {
  @Test
  void whatIsMissingIsNamedWithTheValueThatWouldDo() {
    assertThatThrownBy(
            () ->
                TestcontainersSettings.check(
                    Map.of(
                        "TESTCONTAINERS_RYUK_DISABLED",
                        "false",
                        "TESTCONTAINERS_HOST_OVERRIDE",
                        "localhost")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(
            "TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_CHECKS_DISABLE=true")
        .hasMessageContaining("./assay");
  }

  @Test
  void thisBuildSetsThemAll() {
    assertThat(TestcontainersSettings.missing(System.getenv())).isEmpty();
  }
}
