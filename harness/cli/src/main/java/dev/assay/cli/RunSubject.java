package dev.assay.cli;

import dev.assay.cli.simulation.Scenario;
import dev.assay.cli.verification.Commission;
import dev.assay.cli.verification.Verification;
import dev.assay.harness.environment.Environment;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import java.util.List;

/** What is run, and where. */
record RunSubject(RunRequest request, Catalog catalog, Environment environment) {
  Verification verification(Seed seed) {
    List<String> repeat = request.repeat(environment.name(), seed);
    Scenario scenario = request.scenario(seed);
    Value.Fields asked =
        Value.fields("version", Value.of(VersionProvider.version()))
            .with("concurrency", Value.of(request.load().concurrency()))
            .with("rate", Value.of(request.load().ratePerSecond()));
    // Whatever differs between machines stays out of the manifest of a run in virtual time.
    Value.Fields facts =
        environment.name().equals("sim")
            ? asked.with(scenario.commission(repeat).facts())
            : asked.with(machine());
    return new Verification(
        environment,
        request.plan(catalog, seed),
        new Commission(
            environment.name(), request.faults(), Manifest.Floors.DEFAULT, repeat, facts));
  }

  private static Value.Fields machine() {
    return Value.fields("java", Value.of(System.getProperty("java.runtime.version", "unknown")))
        .with(
            "os", Value.of(System.getProperty("os.name") + " " + System.getProperty("os.version")))
        .with("cores", Value.of(Runtime.getRuntime().availableProcessors()));
  }
}
