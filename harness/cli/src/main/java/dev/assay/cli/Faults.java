package dev.assay.cli;

import dev.assay.cli.gate.RealFaults;
import dev.assay.harness.run.FaultPlan;
import dev.assay.history.Seed;
import dev.assay.nemesis.schedule.FaultKind;
import dev.assay.nemesis.schedule.FaultSchedule;
import dev.assay.nemesis.schedule.FaultSelection;
import dev.assay.nemesis.schedule.ReplayedFaults;
import dev.assay.nemesis.schedule.ScheduleFile;

/** Where a run's faults come from: drawn from its seed, or those of an earlier run. */
final class Faults {
  private Faults() {}

  /**
   * Refuses what only the simulator can do, before anything is deployed for it.
   *
   * @throws BadArgumentException when such a fault was asked for by name elsewhere
   */
  static void requireOffered(RunRequest request, String environment) {
    for (FaultKind kind : selection(request).named()) {
      RealFaults.obstacle(kind, environment)
          .ifPresent(
              why -> {
                throw new BadArgumentException(
                    "fault '%s' %s, which --env %s can't do: use --env sim, or leave it out"
                        .formatted(kind.word(), why, environment));
              });
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
