package dev.assay.checkers.result;

import dev.assay.history.Value;
import dev.assay.history.file.JsonException;
import java.util.List;

/** Results as JSON; {@code docs/results.schema.json} describes the form. */
final class ResultsJson {
  private ResultsJson() {}

  static Value.Fields write(Results results) {
    return Value.fields("verdict", Value.of(results.verdict().name()))
        .with("exitCode", Value.of(results.verdict().exitCode()))
        .with("cause", Value.of(results.cause()))
        .with(
            "promises",
            Value.items(Promise.of(results.checks()).stream().map(ResultsJson::write).toList()))
        .with("checks", Value.items(results.checks().stream().map(ResultsJson::write).toList()));
  }

  private static Value.Fields write(Promise promise) {
    return Value.fields("promise", Value.of(promise.name()))
        .with("verdict", Value.of(promise.verdict().name()))
        .with("checkers", Value.items(promise.checkers().stream().map(Value::of).toList()));
  }

  private static Value.Fields write(CheckResult check) {
    return Value.fields("checker", Value.of(check.checker()))
        .with("verdict", Value.of(check.verdict().name()))
        .with("summary", Value.of(check.summary()))
        .with("evidence", Value.items(check.evidence().stream().map(ResultsJson::write).toList()))
        .with("statistics", check.statistics());
  }

  private static Value.Fields write(Evidence evidence) {
    return Value.fields(
            "operations", Value.items(evidence.operations().stream().map(Value::of).toList()))
        .with("sentence", Value.of(evidence.sentence()));
  }

  static Results read(Value value) {
    Value.Fields fields = fields(value);
    return new Results(
        verdict(fields),
        text(fields, "cause"),
        items(fields, "checks").stream().map(ResultsJson::check).toList());
  }

  private static CheckResult check(Value value) {
    Value.Fields fields = fields(value);
    return new CheckResult(
        text(fields, "checker"),
        verdict(fields),
        text(fields, "summary"),
        items(fields, "evidence").stream().map(ResultsJson::evidence).toList(),
        fields(field(fields, "statistics")));
  }

  private static Evidence evidence(Value value) {
    Value.Fields fields = fields(value);
    return new Evidence(
        items(fields, "operations").stream().map(ResultsJson::index).toList(),
        text(fields, "sentence"));
  }

  private static Verdict verdict(Value.Fields fields) {
    String name = text(fields, "verdict");
    for (Verdict verdict : Verdict.values()) {
      if (verdict.name().equals(name)) {
        return verdict;
      }
    }
    throw new JsonException("\"" + name + "\" is no verdict");
  }

  private static Long index(Value value) {
    if (value instanceof Value.Whole(long number)) {
      return number;
    }
    throw new JsonException("an operation's index is not a whole number");
  }

  private static Value field(Value.Fields fields, String name) {
    return fields
        .get(name)
        .orElseThrow(() -> new JsonException("there is no field \"" + name + "\""));
  }

  private static Value.Fields fields(Value value) {
    if (value instanceof Value.Fields fields) {
      return fields;
    }
    throw new JsonException("something is not an object where one is due");
  }

  private static List<Value> items(Value.Fields fields, String name) {
    if (field(fields, name) instanceof Value.Items(List<Value> items)) {
      return items;
    }
    throw new JsonException("\"" + name + "\" is not a list");
  }

  private static String text(Value.Fields fields, String name) {
    if (field(fields, name) instanceof Value.Text(String text)) {
      return text;
    }
    throw new JsonException("\"" + name + "\" is not text");
  }
}
