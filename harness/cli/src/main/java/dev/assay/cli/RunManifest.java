package dev.assay.cli;

import dev.assay.harness.system.NodeId;
import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.run.Manifest;
import dev.assay.workloads.transfer.TransferShape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code run.json} says of a run before it begins. */
final class RunManifest {
  private final String environment;
  private final RunRequest request;
  private final Seed seed;

  RunManifest(String environment, RunRequest request, Seed seed) {
    this.environment = environment;
    this.request = request;
    this.seed = seed;
  }

  /** Virtual time has no date, and whatever differs between machines stays out of its manifest. */
  Manifest of(Instant started) {
    boolean virtual = environment.equals("sim");
    return new Manifest(
        new Manifest.Start(
            name(), virtual ? "in virtual time" : started.toString(), seed, repeatCommand()),
        new Manifest.Plan(
            "ledger",
            "transfer",
            environment,
            request.nodes().stream().map(NodeId::name).toList(),
            request.faults(),
            request.mutants(),
            request.timeLimit()),
        new Manifest.Expectations(accounts(), Manifest.Floors.DEFAULT),
        virtual ? asked() : asked().with(machine()));
  }

  String name() {
    return "ledger-transfer-" + environment;
  }

  /** The line that repeats this run, word by word. */
  List<String> repeatCommand() {
    List<String> words = new ArrayList<>(List.of("./assay", "run", "--env", environment));
    words.addAll(List.of("--nodes", Integer.toString(request.nodeCount())));
    request
        .schedule()
        .ifPresentOrElse(
            file -> words.addAll(List.of("--schedule", file.toString())),
            () ->
                words.addAll(
                    List.of(
                        "--faults",
                        request.faults().isEmpty() ? "none" : String.join(",", request.faults()))));
    words.addAll(List.of("--time-limit", request.timeLimit().toMillis() + "ms"));
    words.addAll(List.of("--rate", Integer.toString(request.load().ratePerSecond())));
    words.addAll(List.of("--concurrency", Integer.toString(request.load().concurrency())));
    request.mutants().forEach(mutant -> words.addAll(List.of("--mutant", mutant)));
    words.addAll(List.of("--seed", Long.toString(seed.value())));
    return words;
  }

  private static Map<String, Long> accounts() {
    TransferShape shape = TransferShape.USUAL;
    Map<String, Long> accounts = new LinkedHashMap<>();
    shape.accountNames().forEach(account -> accounts.put(account, shape.openingAmount()));
    return accounts;
  }

  private Value.Fields asked() {
    return Value.fields("version", Value.of(VersionProvider.version()))
        .with("concurrency", Value.of(request.load().concurrency()))
        .with("rate", Value.of(request.load().ratePerSecond()));
  }

  private static Value.Fields machine() {
    return Value.fields("java", Value.of(System.getProperty("java.runtime.version", "unknown")))
        .with(
            "os", Value.of(System.getProperty("os.name") + " " + System.getProperty("os.version")))
        .with("cores", Value.of(Runtime.getRuntime().availableProcessors()));
  }
}
