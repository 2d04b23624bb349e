package dev.assay.cli;

import dev.assay.history.run.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the user names must be there before anything is done with it. */
final class Inputs {
  private Inputs() {}

  static RunDirectory runDirectory(Path path) {
    if (!Files.isDirectory(path)) {
      throw new BadArgumentException(path + " is no run directory: name one that 'assay run' made");
    }
    RunDirectory run = new RunDirectory(path);
    if (!Files.exists(run.manifestFile())) {
      throw new BadArgumentException(
          path + " has no run.json: name a run directory that 'assay run' made");
    }
    return run;
  }

  static int within(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new BadArgumentException(
          "%s %d is not within %d..%d".formatted(option, value, min, max));
    }
    return value;
  }
}
