package dev.assay.cli.simulation;

import dev.assay.environment.sim.SimConditions;
import dev.assay.harness.client.Invocation;
import dev.assay.harness.run.Load;
import dev.assay.harness.run.RunTiming;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.file.FieldReader;
import dev.assay.history.run.Manifest;
import dev.assay.nemesis.schedule.ScheduleFile;
import dev.assay.simulator.Conditions;
import dev.assay.simulator.Limits;
import java.util.List;
import java.util.Optional;

/** A scenario as a value of JSON's shape, and back. */
public final class ScenarioJson {
  private ScenarioJson() {}

  public static Value.Fields write(Scenario scenario) {
    Scenario.Demand demand = scenario.demand();
    Value.Fields fields =
        Value.fields("seed", Value.of(Long.toString(scenario.seed().value())))
            .with("nodes", Value.of(scenario.subject().nodes()))
            .with("mutants", texts(scenario.subject().mutants()))
            .with("load", load(demand.load()))
            .with("shape", ShapeJson.write(demand.shape()))
            .with("timing", timing(demand.timing()))
            .with("floors", floors(demand.floors()))
            .with("asked", texts(scenario.disturbance().asked()))
            .with("faults", texts(scenario.disturbance().faults()))
            .with("world", conditions(scenario.surroundings().conditions()))
            .with("settings", SettingsJson.write(scenario.surroundings().settings()));
    Value.Fields scheduled =
        scenario
            .disturbance()
            .schedule()
            .map(schedule -> fields.with("schedule", ScheduleFile.value(schedule)))
            .orElse(fields);
    return demand
        .script()
        .map(script -> scheduled.with("script", script(script)))
        .orElse(scheduled);
  }

  /**
   * What was written.
   *
   * @throws dev.assay.history.file.JsonException when it is no scenario
   * @throws IllegalArgumentException when it is an impossible one
   */
  public static Scenario read(Value value) {
    FieldReader fields = FieldReader.of("the scenario", value);
    return new Scenario(
        new Seed(fields.seed("seed")),
        new Scenario.Subject(fields.number("nodes", 1, 9), fields.texts("mutants")),
        new Scenario.Demand(
            load(fields.object("load")),
            ShapeJson.read(fields.object("shape")),
            timing(fields.object("timing")),
            floors(fields.object("floors")),
            fields.ifPresent("script").map(ScenarioJson::script)),
        new Scenario.Disturbance(
            fields.texts("asked"),
            fields.texts("faults"),
            fields
                .ifPresent("schedule")
                .map(schedule -> ScheduleFile.schedule("schedule", schedule))),
        new Scenario.Surroundings(conditions(fields.object("world")), SettingsJson.read(fields)));
  }

  private static Value.Fields load(Load load) {
    return Value.fields("concurrency", Value.of(load.concurrency()))
        .with("rate", Value.of(load.ratePerSecond()));
  }

  private static Load load(FieldReader fields) {
    return new Load(fields.number("concurrency", 1, 1000), fields.number("rate", 0, 100_000));
  }

  private static Value.Fields timing(RunTiming timing) {
    return Value.fields("setupMillis", Value.of(timing.setup().toMillis()))
        .with("calibrationMillis", Value.of(timing.calibration().toMillis()))
        .with("mainMillis", Value.of(timing.main().toMillis()))
        .with("settleMillis", Value.of(timing.settle().toMillis()))
        .with("closingMillis", Value.of(timing.closing().toMillis()));
  }

  private static RunTiming timing(FieldReader fields) {
    return new RunTiming(
        fields.millis("setupMillis"),
        fields.millis("calibrationMillis"),
        fields.millis("mainMillis"),
        fields.millis("settleMillis"),
        fields.millis("closingMillis"));
  }

  private static Value.Fields floors(Manifest.Floors floors) {
    return Value.fields("acknowledgedMin", Value.of(floors.acknowledgedMin()))
        .with("acknowledgedPercent", Value.of(floors.acknowledgedPercent()))
        .with("duringFaultsPercent", Value.of(floors.duringFaultsPercent()))
        .with("answerWithinMillis", Value.of(floors.answerWithin().toMillis()))
        .with("contention", Value.of(floors.contention()));
  }

  private static Manifest.Floors floors(FieldReader fields) {
    return new Manifest.Floors(
        fields.number("acknowledgedMin", 0, Integer.MAX_VALUE),
        fields.number("acknowledgedPercent", 0, 100),
        fields.number("duringFaultsPercent", 0, 100),
        fields.millis("answerWithinMillis"),
        !fields.ifPresent("contention").equals(Optional.of(Value.of(false))));
  }

  private static Value.Fields conditions(SimConditions conditions) {
    return Value.fields("variation", Value.of(conditions.variation()))
        .with("nodeLinks", links(conditions.nodeLinks()))
        .with("clientLinks", links(conditions.clientLinks()));
  }

  private static SimConditions conditions(FieldReader fields) {
    return new SimConditions(
        links(fields.object("nodeLinks")),
        links(fields.object("clientLinks")),
        Limits.standard(),
        fields.whole("variation"));
  }

  private static Value.Fields links(Conditions links) {
    return Value.fields("delayNanosMin", Value.of(links.delayNanosMin()))
        .with("delayNanosMax", Value.of(links.delayNanosMax()))
        .with("tail", Value.of(links.tail()))
        .with("tailNanosMax", Value.of(links.tailNanosMax()))
        .with("loss", Value.of(links.loss()))
        .with("duplicate", Value.of(links.duplicate()))
        .with("overtake", Value.of(links.overtake()));
  }

  private static Conditions links(FieldReader fields) {
    return new Conditions(
        fields.whole("delayNanosMin"),
        fields.whole("delayNanosMax"),
        chance(fields, "tail"),
        fields.whole("tailNanosMax"),
        chance(fields, "loss"),
        chance(fields, "duplicate"),
        chance(fields, "overtake"));
  }

  private static int chance(FieldReader fields, String name) {
    return fields.number(name, 0, 1_000_000);
  }

  private static Value.Fields script(Script script) {
    return Value.fields("closing", Value.of(script.closing()))
        .with("calls", Value.items(script.calls().stream().map(ScenarioJson::call).toList()));
  }

  private static Script script(Value value) {
    FieldReader fields = FieldReader.of("the script", value);
    return new Script(
        fields.items("calls").stream().map(ScenarioJson::call).toList(),
        fields.value("closing").equals(Value.of(true)));
  }

  private static Value.Fields call(Script.Call call) {
    Value.Fields when =
        Value.fields("atNanos", Value.of(call.atNanos())).with("place", Value.of(call.place()));
    return call.via()
        .map(node -> when.with("via", Value.of(node.name())))
        .orElse(when)
        .with("f", Value.of(call.what().f()))
        .with("value", call.what().value());
  }

  private static Script.Call call(Value value) {
    FieldReader fields = FieldReader.of("a call", value);
    return new Script.Call(
        fields.whole("atNanos"),
        fields.number("place", 0, 999),
        fields.ifPresent("via").map(_ -> new NodeId(fields.text("via"))),
        new Invocation(fields.text("f"), fields.object("value").fields()));
  }

  private static Value texts(List<String> texts) {
    return Value.items(texts.stream().map(Value::of).toList());
  }
}
