package dev.assay.cli.shrink;

import dev.assay.nemesis.fault.Fault;
import dev.assay.nemesis.schedule.Schedule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Faults with the recoveries that end them, so that both can be left out together. */
final class FaultUnits {
  private FaultUnits() {}

  /**
   * What to leave out at once: a disturbance and the first recovery of its kind after it, unless
   * that is another's already; or a recovery alone.
   */
  static List<List<Schedule.Entry>> of(List<Schedule.Entry> entries) {
    List<List<Schedule.Entry>> units = new ArrayList<>();
    List<Schedule.Entry> left = new ArrayList<>(entries);
    while (!left.isEmpty()) {
      Schedule.Entry first = left.removeFirst();
      List<Schedule.Entry> unit = new ArrayList<>(List.of(first));
      Fault recovery = first.fault().recovery();
      if (!first.fault().equals(recovery)) {
        left.stream()
            .filter(entry -> entry.fault().equals(recovery))
            .findFirst()
            .ifPresent(
                entry -> {
                  unit.add(entry);
                  left.remove(entry);
                });
      }
      units.add(List.copyOf(unit));
    }
    return List.copyOf(units);
  }

  /** The faults of these units, by time. */
  static List<Schedule.Entry> entries(List<List<Schedule.Entry>> units) {
    return units.stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparingLong(Schedule.Entry::atNanos))
        .toList();
  }
}
