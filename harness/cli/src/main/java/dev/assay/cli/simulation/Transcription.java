package dev.assay.cli.simulation;

import dev.assay.harness.client.Invocation;
import dev.assay.harness.run.Load;
import dev.assay.harness.run.RunPlan;
import dev.assay.harness.run.RunTiming;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Operation;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import dev.assay.nemesis.fault.FaultCodec;
import dev.assay.nemesis.schedule.Schedule;
import dev.assay.workloads.client.Arguments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a life down operation by operation and fault by fault, so that any of them can be left
 * out.
 */
public final class Transcription {
  private static final Duration AFTERWARDS = Duration.ofSeconds(1);

  /** Long enough for every node to catch up when nobody asks whether it has. */
  private static final Duration SETTLE_UNASKED = Duration.ofSeconds(15);

  private Transcription() {}

  /**
   * Lives the scenario, and gives one that says in so many words what happened in it, from the
   * first operation that prepared it. Until its last operation it lives the same life, event by
   * event.
   */
  public static Scenario of(Scenario scenario) {
    RunPlan plan = scenario.plan();
    Routes routes = new Routes(plan.workload());
    Life life =
        Life.of(
            scenario,
            new RunPlan(plan.cluster(), routes, plan.faults(), plan.load(), plan.timing()));
    long ended = life.stageNanos("heal");
    List<Script.Call> calls = new ArrayList<>();
    List<Schedule.Entry> faults = new ArrayList<>();
    Map<ProcessId, Integer> positions = new HashMap<>();
    int places = plan.load().concurrency();
    for (Operation operation : life.history().operations()) {
      long at = operation.invokedNanos();
      if (operation.process().isClient()) {
        int position = positions.merge(operation.process(), 1, Integer::sum) - 1;
        String via = routes.of(operation.process()).get(position);
        if (at < ended && !via.isEmpty() && operation.input() instanceof Value.Fields asked) {
          int place = (int) (operation.process().number() % places);
          calls.add(
              new Script.Call(
                  at,
                  place,
                  Optional.of(new NodeId(via)),
                  new Invocation(operation.f(), undirected(asked))));
        }
      } else if (at < ended
          && !operation.isFail()
          && operation.input() instanceof Value.Fields asked) {
        faults.add(new Schedule.Entry(at, FaultCodec.read(operation.f(), asked)));
      }
    }
    return scripted(scenario, new Script(calls, true), new Schedule(faults));
  }

  /** What was asked, without the node: the script says which one it was. */
  private static Value.Fields undirected(Value.Fields asked) {
    Map<String, Value> fields = new LinkedHashMap<>(asked.fields());
    fields.remove(Arguments.VIA);
    return new Value.Fields(fields);
  }

  /** The scenario with these operations and faults, as long as they take. */
  public static Scenario scripted(Scenario scenario, Script script, Schedule schedule) {
    long last = 0;
    for (Script.Call call : script.calls()) {
      last = Math.max(last, call.atNanos());
    }
    for (Schedule.Entry entry : schedule.entries()) {
      last = Math.max(last, entry.atNanos());
    }
    RunTiming before = scenario.demand().timing();
    RunTiming timing =
        new RunTiming(
            before.setup(),
            Duration.ZERO,
            Duration.ofNanos(last).plus(AFTERWARDS),
            script.closing() ? before.settle() : SETTLE_UNASKED,
            before.closing());
    return new Scenario(
        scenario.seed(),
        scenario.subject(),
        new Scenario.Demand(
            new Load(script.places(), Load.UNPACED),
            scenario.demand().shape(),
            timing,
            // What a run has to do at least means nothing for a part of one.
            new Manifest.Floors(0, 0, 0, scenario.demand().floors().answerWithin()),
            Optional.of(script)),
        new Scenario.Disturbance(List.of(), List.of(), Optional.of(schedule)),
        scenario.surroundings());
  }
}
