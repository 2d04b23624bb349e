package dev.assay.environment.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.harness.environment.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessDoctorTest {
  @TempDir Path folder;

  @Test
  void everythingWorksWhereTheseTestsRun() {
    assertThat(ProcessDoctor.examine(options(ProcessOptions.defaults().javaExecutable(), folder)))
        .hasSize(5)
        .allMatch(Finding::fine);
  }

  @Test
  void whatIsMissingHasAReasonAndARemedy() {
    Path nowhere = folder.resolve("nowhere");

    List<Finding> failed =
        ProcessDoctor.examine(options(nowhere, nowhere)).stream().filter(it -> !it.fine()).toList();

    assertThat(failed)
        .extracting(Finding::subject)
        .containsExactly("java for nodes", "work folder");
    assertThat(failed).allMatch(it -> it.detail().contains("nowhere") && !it.remedy().isEmpty());
  }

  private static ProcessOptions options(Path java, Path workRoot) {
    return new ProcessOptions(
        java, workRoot, Optional.empty(), ProcessOptions.defaults().startBound());
  }
}
