package dev.assay.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where commands leave what they make: the same option of each. */
final class RunsFolder {
  @Option(
      names = "--runs-dir",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "where run directories and results go (default: ${DEFAULT-VALUE})")
  Path path = Path.of("runs");
}
