package dev.assay.history.run;

import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.file.JsonException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
                .with("answerWithinMillis", Value.of(floors.answerWithin().toMillis())))
        .with("machine", manifest.machine());
  }

  static Manifest read(Value value) {
    Value.Fields fields = fields(value, "the manifest");
    return new Manifest(
        new Manifest.Start(
            text(fields, "name"),
            text(fields, "started"),
            seed(text(fields, "seed")),
            texts(fields, "arguments")),
        new Manifest.Plan(
            text(fields, "system"),
            text(fields, "workload"),
            text(fields, "environment"),
            texts(fields, "nodes"),
            texts(fields, "faults"),
            texts(fields, "mutants"),
            millis(fields, "timeLimitMillis")),
        new Manifest.Expectations(accounts(fields), floors(fields)),
        fields(field(fields, "machine"), "\"machine\""));
  }

  private static Map<String, Long> accounts(Value.Fields fields) {
    Value.Fields given = fields(field(fields, "accounts"), "\"accounts\"");
    Map<String, Long> accounts = new TreeMap<>();
    given.fields().keySet().forEach(name -> accounts.put(name, whole(given, name)));
    return accounts;
  }

  private static Manifest.Floors floors(Value.Fields fields) {
    Value.Fields given = fields(field(fields, "floors"), "\"floors\"");
    return new Manifest.Floors(
        number(given, "acknowledgedMin"),
        number(given, "acknowledgedPercent"),
        number(given, "duringFaultsPercent"),
        millis(given, "answerWithinMillis"));
  }

  private static Seed seed(String text) {
    try {
      return new Seed(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new JsonException("seed \"" + text + "\" is not a whole number of 64 bits");
    }
  }

  private static Duration millis(Value.Fields fields, String name) {
    long millis = whole(fields, name);
    try {
      Duration duration = Duration.ofMillis(millis);
      if (millis >= 0 && duration.toDays() < 3650) {
        return duration;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Told below, as any other impossible duration.
    }
    throw new JsonException("\"" + name + "\" is " + millis + ", not 0 to ten years of ms");
  }

  private static int number(Value.Fields fields, String name) {
    long number = whole(fields, name);
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new JsonException(
          "\"" + name + "\" is " + number + ", not within 0 to " + Integer.MAX_VALUE);
    }
    return (int) number;
  }

  private static Value field(Value.Fields fields, String name) {
    return fields
        .get(name)
        .orElseThrow(() -> new JsonException("there is no field \"" + name + "\""));
  }

  private static Value.Fields fields(Value value, String what) {
    if (value instanceof Value.Fields fields) {
      return fields;
    }
    throw new JsonException(what + " is not an object");
  }

  private static long whole(Value.Fields fields, String name) {
    if (field(fields, name) instanceof Value.Whole(long number)) {
      return number;
    }
    throw new JsonException("\"" + name + "\" is not a whole number");
  }

  private static String text(Value.Fields fields, String name) {
    if (field(fields, name) instanceof Value.Text(String text)) {
      return text;
    }
    throw new JsonException("\"" + name + "\" is not text");
  }

  private static List<String> texts(Value.Fields fields, String name) {
    if (!(field(fields, name) instanceof Value.Items(List<Value> items))) {
      throw new JsonException("\"" + name + "\" is not a list");
    }
    List<String> texts = new ArrayList<>();
    for (Value item : items) {
      if (!(item instanceof Value.Text(String text))) {
        throw new JsonException("\"" + name + "\" holds something that is not text");
      }
      texts.add(text);
    }
    return texts;
  }

  private static Value texts(List<String> texts) {
    return Value.items(texts.stream().map(Value::of).toList());
  }
}
