package dev.assay.cli.shrink;

import dev.assay.cli.simulation.Scenario;
import dev.assay.cli.simulation.Script;
import dev.assay.cli.simulation.Transcription;
import dev.assay.nemesis.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The same scenario with shorter pauses. */
final class Gaps {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private Gaps() {}

  /** Lets no pause between two operations or faults be longer than so many milliseconds. */
  static Scenario shortened(Scenario scenario, long gapMillis) {
    Script script = scenario.demand().script().orElseThrow();
    List<Schedule.Entry> entries = scenario.disturbance().schedule().orElseThrow().entries();
    TreeSet<Long> moments = new TreeSet<>();
    script.calls().forEach(call -> moments.add(call.atNanos()));
    entries.forEach(entry -> moments.add(entry.atNanos()));
    Map<Long, Long> moved = new TreeMap<>();
    long last = 0;
    long at = 0;
    for (long moment : moments) {
      long gap = Math.min(moment - last, gapMillis * NANOS_PER_MILLI);
      at += gap;
      moved.put(moment, at);
      last = moment;
    }
    List<Script.Call> calls = new ArrayList<>();
    for (Script.Call call : script.calls()) {
      long then = moved.getOrDefault(call.atNanos(), call.atNanos());
      calls.add(new Script.Call(then, call.place(), call.via(), call.what()));
    }
    List<Schedule.Entry> faults = new ArrayList<>();
    for (Schedule.Entry entry : entries) {
      long before = entry.atNanos();
      long then = moved.getOrDefault(before, before);
      faults.add(new Schedule.Entry(then, entry.fault()));
    }
    return Transcription.scripted(scenario, script.with(calls), new Schedule(faults));
  }
}
