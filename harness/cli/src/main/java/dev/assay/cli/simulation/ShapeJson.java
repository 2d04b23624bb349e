package dev.assay.cli.simulation;

import dev.assay.history.Value;
import dev.assay.history.file.FieldReader;
import dev.assay.history.file.JsonException;
import dev.assay.workloads.shape.Habits;
import dev.assay.workloads.shape.ListAppendShape;
import dev.assay.workloads.shape.RegisterShape;
import dev.assay.workloads.shape.SetShape;
import dev.assay.workloads.shape.TransferShape;
import dev.assay.workloads.shape.WorkloadShape;

/** A workload's shape as a value of JSON's shape, and back. */
final class ShapeJson {
  private ShapeJson() {}

  static Value.Fields write(WorkloadShape shape) {
    Value.Fields fields =
        switch (shape) {
          case TransferShape transfers ->
              Value.fields("accounts", Value.of(transfers.accounts()))
                  .with("opening", Value.of(transfers.openingAmount()))
                  .with("amountMax", Value.of(transfers.amountMax()))
                  .with("readPercent", Value.of(transfers.readPercent()))
                  .with("readAllPercent", Value.of(transfers.readAllPercent()))
                  .with("hotPercent", Value.of(transfers.hotPercent()));
          case RegisterShape registers ->
              Value.fields("keys", Value.of(registers.keys()))
                  .with("writePercent", Value.of(registers.writePercent()))
                  .with("casPercent", Value.of(registers.casPercent()));
          case ListAppendShape lists ->
              Value.fields("keys", Value.of(lists.keys()))
                  .with("active", Value.of(lists.active()))
                  .with("span", Value.of(lists.span()))
                  .with("stepsMax", Value.of(lists.stepsMax()))
                  .with("queryPercent", Value.of(lists.queryPercent()));
          case SetShape sets ->
              Value.fields("sets", Value.of(sets.sets()))
                  .with("elements", Value.of(sets.elements()))
                  .with("readPercent", Value.of(sets.readPercent()))
                  .with("changingPercent", Value.of(sets.changingPercent()));
        };
    return Value.fields("workload", Value.of(shape.workload()))
        .with(fields)
        .with("habits", habits(shape.habits()));
  }

  /** Where no workload is named it is a transfer's, as all once were. */
  static WorkloadShape read(FieldReader fields) {
    String workload =
        fields.ifPresent("workload").isPresent() ? fields.text("workload") : "transfer";
    Habits habits =
        fields.ifPresent("habits").isPresent()
            ? habits(fields.object("habits"))
            : new Habits(2_000, 0, 0, fields.number("retryPercent", 0, 100), 0, 0);
    return switch (workload) {
      case "transfer" ->
          new TransferShape(
              fields.number("accounts", 2, 1000),
              fields.whole("opening"),
              fields.number("amountMax", 1, Integer.MAX_VALUE),
              percent(fields, "readPercent"),
              percent(fields, "readAllPercent"),
              fields.ifPresent("hotPercent").isPresent() ? percent(fields, "hotPercent") : 0,
              habits);
      case "register" ->
          new RegisterShape(
              fields.number("keys", 1, 1000),
              percent(fields, "writePercent"),
              percent(fields, "casPercent"),
              habits);
      case "list-append" ->
          new ListAppendShape(
              fields.number("keys", 1, ListAppendShape.KEYS_MAX),
              fields.number("active", 1, ListAppendShape.KEYS_MAX),
              fields.number("span", 1, 1_000_000),
              fields.number("stepsMax", 1, ListAppendShape.STEPS_MAX),
              percent(fields, "queryPercent"),
              habits);
      case "set" ->
          new SetShape(
              fields.number("sets", 1, 100),
              fields.number("elements", 1, 10_000),
              percent(fields, "readPercent"),
              fields.ifPresent("changingPercent").isPresent()
                  ? percent(fields, "changingPercent")
                  : 0,
              habits);
      default -> throw new JsonException("there is no workload \"" + workload + "\"");
    };
  }

  private static Value.Fields habits(Habits habits) {
    return Value.fields("timeoutMillis", Value.of(habits.timeoutMillis()))
        .with("strayPercent", Value.of(habits.strayPercent()))
        .with("insistPercent", Value.of(habits.insistPercent()))
        .with("retryPercent", Value.of(habits.retryPercent()))
        .with("leasePercent", Value.of(habits.leasePercent()))
        .with("localPercent", Value.of(habits.localPercent()))
        .with("burstMillis", Value.of(habits.burstMillis()))
        .with("lullMillis", Value.of(habits.lullMillis()));
  }

  private static Habits habits(FieldReader fields) {
    return new Habits(
        fields.number("timeoutMillis", 50, 60_000),
        percent(fields, "strayPercent"),
        percent(fields, "insistPercent"),
        percent(fields, "retryPercent"),
        percent(fields, "leasePercent"),
        percent(fields, "localPercent"),
        fields.number("burstMillis", 1, 60_000),
        fields.number("lullMillis", 0, 60_000));
  }

  private static int percent(FieldReader fields, String name) {
    return fields.number(name, 0, 100);
  }
}
