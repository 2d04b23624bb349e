package dev.assay.history.run;

import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.file.FieldReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A manifest as JSON, its field names the contract of {@code run.json}. */
final class ManifestJson {
  private ManifestJson() {}

  static Value.Fields write(Manifest manifest) {
    Manifest.Start start = manifest.start();
    Manifest.Plan plan = manifest.plan();
    Manifest.Floors floors = manifest.expectations().floors();
    Map<String, Value> accounts = new TreeMap<>();
    manifest.expectations().accounts().forEach((name, sum) -> accounts.put(name, Value.of(sum)));
    return Value.fields("name", Value.of(start.name()))
        .with("started", Value.of(start.started()))
        // As text: a 64-bit seed is beyond what a reader in JavaScript holds exactly.
        .with("seed", Value.of(Long.toString(start.seed().value())))
        .with("arguments", texts(start.arguments()))
        .with("system", Value.of(plan.system()))
        .with("workload", Value.of(plan.workload()))
        .with("environment", Value.of(plan.environment()))
        .with("nodes", texts(plan.nodes()))
        .with("faults", texts(plan.faults()))
        .with("mutants", texts(plan.mutants()))
        .with("timeLimitMillis", Value.of(plan.timeLimit().toMillis()))
        .with("accounts", new Value.Fields(accounts))
        .with(
            "floors",
            Value.fields("acknowledgedMin", Value.of(floors.acknowledgedMin()))
                .with("acknowledgedPercent", Value.of(floors.acknowledgedPercent()))
                .with("duringFaultsPercent", Value.of(floors.duringFaultsPercent()))
                .with("answerWithinMillis", Value.of(floors.answerWithin().toMillis()))
                .with("contention", Value.of(floors.contention())))
        .with("machine", manifest.machine());
  }

  static Manifest read(Value value) {
    FieldReader fields = FieldReader.of("the manifest", value);
    return new Manifest(
        new Manifest.Start(
            fields.text("name"),
            fields.text("started"),
            new Seed(fields.seed("seed")),
            fields.texts("arguments")),
        new Manifest.Plan(
            fields.text("system"),
            fields.text("workload"),
            fields.text("environment"),
            fields.texts("nodes"),
            fields.texts("faults"),
            fields.texts("mutants"),
            fields.millis("timeLimitMillis")),
        new Manifest.Expectations(accounts(fields.object("accounts")), floors(fields)),
        fields.object("machine").fields());
  }

  private static Map<String, Long> accounts(FieldReader given) {
    Map<String, Long> accounts = new TreeMap<>();
    given.fields().fields().keySet().forEach(name -> accounts.put(name, given.whole(name)));
    return accounts;
  }

  private static Manifest.Floors floors(FieldReader fields) {
    FieldReader given = fields.object("floors");
    return new Manifest.Floors(
        given.number("acknowledgedMin", 0, Integer.MAX_VALUE),
        given.number("acknowledgedPercent", 0, Integer.MAX_VALUE),
        given.number("duringFaultsPercent", 0, Integer.MAX_VALUE),
        given.millis("answerWithinMillis"),
        !given.ifPresent("contention").equals(Optional.of(Value.of(false))));
  }

  private static Value texts(List<String> texts) {
    return Value.items(texts.stream().map(Value::of).toList());
  }
}
