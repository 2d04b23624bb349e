package dev.assay.cli.shrink;

import dev.assay.cli.simulation.Scenario;
import dev.assay.cli.simulation.Script;
import dev.assay.cli.simulation.Transcription;
import dev.assay.harness.run.RunTiming;
import dev.assay.nemesis.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The same scenario at other moments. */
final class Gaps {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private Gaps() {}

  /** Lets no pause between two operations or faults be longer than so many milliseconds. */
  static Scenario shortened(Scenario scenario, long gapMillis) {
    Map<Long, Long> moved = new TreeMap<>();
    long last = 0;
    long at = 0;
    for (long moment : moments(scenario)) {
      at += Math.min(moment - last, gapMillis * NANOS_PER_MILLI);
      moved.put(moment, at);
      last = moment;
    }
    return moved(scenario, moved);
  }

  /** When something is asked or injected. */
  static SortedSet<Long> moments(Scenario scenario) {
    SortedSet<Long> moments = new TreeSet<>();
    script(scenario).calls().forEach(call -> moments.add(call.atNanos()));
    entries(scenario).forEach(entry -> moments.add(entry.atNanos()));
    return moments;
  }

  /** What is asked or injected at these moments is so at those. */
  static Scenario moved(Scenario scenario, Map<Long, Long> moved) {
    List<Script.Call> calls =
        script(scenario).calls().stream()
            .map(call -> call.at(moved.getOrDefault(call.atNanos(), call.atNanos())))
            .toList();
    List<Schedule.Entry> faults =
        entries(scenario).stream()
            .map(
                entry ->
                    new Schedule.Entry(
                        moved.getOrDefault(entry.atNanos(), entry.atNanos()), entry.fault()))
            .toList();
    return Transcription.scripted(scenario, script(scenario).with(calls), new Schedule(faults));
  }

  /** The last questions asked from half the time that an answer may take, for all of it. */
  static Scenario lateClosing(Scenario scenario) {
    Scenario.Demand demand = scenario.demand();
    RunTiming timing = demand.timing();
    Duration due = demand.floors().answerWithin();
    return new Scenario(
        scenario.seed(),
        scenario.subject(),
        new Scenario.Demand(
            demand.load(),
            demand.shape(),
            new RunTiming(
                timing.setup(), timing.calibration(), timing.main(), due.dividedBy(2), due),
            demand.floors(),
            demand.script()),
        scenario.disturbance(),
        scenario.surroundings());
  }

  private static Script script(Scenario scenario) {
    return scenario.demand().script().orElseThrow();
  }

  private static List<Schedule.Entry> entries(Scenario scenario) {
    return scenario.disturbance().schedule().orElseThrow().entries();
  }
}
