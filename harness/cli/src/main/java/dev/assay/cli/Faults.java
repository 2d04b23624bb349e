package dev.assay.cli;

import dev.assay.cli.gate.RealFaults;
import dev.assay.harness.run.FaultPlan;
import dev.assay.history.Seed;
import dev.assay.nemesis.schedule.FaultFamily;
import dev.assay.nemesis.schedule.FaultKind;
import dev.assay.nemesis.schedule.FaultSchedule;
import dev.assay.nemesis.schedule.FaultSelection;
import dev.assay.nemesis.schedule.ReplayedFaults;
import dev.assay.nemesis.schedule.ScheduleFile;
import java.util.List;
import java.util.Optional;

/** Where a run's faults come from: drawn from its seed, or those of an earlier run. */
final class Faults {
  private Faults() {}

  /**
   * Refuses what only the simulator can do, before anything is deployed for it.
   *
   * @throws BadArgumentException when such a fault was asked for by name elsewhere
   */
  static void requireOffered(RunRequest request, String environment) {
    FaultSelection selection = selection(request);
    for (FaultKind kind : selection.named()) {
      refuse(kind.word(), RealFaults.obstacle(kind, environment), environment);
    }
    for (FaultFamily family : selection.families()) {
      List<Optional<String>> obstacles =
          FaultKind.of(family).stream()
              .map(kind -> RealFaults.obstacle(kind, environment))
              .toList();
      if (obstacles.stream().allMatch(Optional::isPresent)) {
        refuse(family.word(), obstacles.getFirst(), environment);
      }
    }
  }

  private static void refuse(String name, Optional<String> obstacle, String environment) {
    if (obstacle.isPresent()) {
      throw new BadArgumentException(
          "fault '%s' %s, which --env %s can't do: use --env sim, or leave it out"
              .formatted(name, obstacle.get(), environment));
    }
  }

  static FaultPlan plan(RunRequest request, Seed seed) {
    if (request.schedule().isPresent()) {
      return new ReplayedFaults(ScheduleFile.read(request.schedule().get()));
    }
    return new FaultSchedule(seed.fork("faults"), selection(request), request.timeLimit());
  }

  private static FaultSelection selection(RunRequest request) {
    return FaultSelection.parse(
        request.faults().isEmpty() ? "none" : String.join(",", request.faults()));
  }
}
