package dev.assay.cli;

import dev.assay.harness.run.FaultPlan;
import dev.assay.history.Seed;
import dev.assay.nemesis.schedule.FaultSchedule;
import dev.assay.nemesis.schedule.FaultSelection;
import dev.assay.nemesis.schedule.ReplayedFaults;
import dev.assay.nemesis.schedule.ScheduleFile;

/** Where a run's faults come from: drawn from its seed, or those of an earlier run. */
final class Faults {
  private Faults() {}

  static FaultPlan plan(RunRequest request, Seed seed) {
    if (request.schedule().isPresent()) {
      return new ReplayedFaults(ScheduleFile.read(request.schedule().get()));
    }
    String names = request.faults().isEmpty() ? "none" : String.join(",", request.faults());
    return new FaultSchedule(seed.fork("faults"), FaultSelection.parse(names), request.timeLimit());
  }
}
