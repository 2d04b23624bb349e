package dev.assay.cli;

import dev.assay.cli.simulation.Scenario;
import dev.assay.cli.simulation.ScenarioJson;
import dev.assay.history.Value;
import dev.assay.history.file.JsonException;
import dev.assay.history.run.Manifest;
import dev.assay.history.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What the user names must be there before anything is done with it. */
final class Inputs {
  /** The run that is meant where none is named. */
  static final String LATEST = "runs/latest";

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

  /** The scenario that a run in the simulator lived. */
  static Scenario scenario(Path path) {
    Manifest manifest = Manifest.read(runDirectory(path).manifestFile());
    Optional<Value> scenario = manifest.machine().get("scenario");
    if (scenario.isEmpty()) {
      throw new BadArgumentException(
          "%s was run with %s, not in the simulator: replay its schedule.json there with 'assay run --env sim --schedule', then shrink that"
              .formatted(path, manifest.plan().environment()));
    }
    try {
      return ScenarioJson.read(scenario.get());
    } catch (JsonException | IllegalArgumentException e) {
      throw new BadArgumentException(path + ": the run's scenario is broken: " + e.getMessage());
    }
  }

  /**
   * A file that is written at the end: its folder is made at the beginning, so that nothing is run
   * whose results can't be kept.
   */
  static void requireWritable(String option, Path file) {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new BadArgumentException(
          "%s %s: the folder %s can't be made (%s)".formatted(option, file, folder, e));
    }
    if (Files.isDirectory(file) || !Files.isWritable(folder)) {
      throw new BadArgumentException(
          "%s %s can't be written: name a file in a folder of yours".formatted(option, file));
    }
  }

  /** Bounds are written as people write durations. */
  static Duration within(String option, Duration value, String min, String max) {
    if (value.compareTo(DurationConverter.read(min)) < 0
        || value.compareTo(DurationConverter.read(max)) > 0) {
      throw new BadArgumentException(
          "%s %dms is not within %s..%s".formatted(option, value.toMillis(), min, max));
    }
    return value;
  }

  static int within(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new BadArgumentException(
          "%s %d is not within %d..%d".formatted(option, value, min, max));
    }
    return value;
  }
}
