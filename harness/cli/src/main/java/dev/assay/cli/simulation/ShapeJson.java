package dev.assay.cli.simulation;

import dev.assay.history.Value;
import dev.assay.history.file.FieldReader;
import dev.assay.history.file.JsonException;
import dev.assay.workloads.shape.TransferShape;
import dev.assay.workloads.shape.WorkloadShape;

/** A workload's shape as a value of JSON's shape, and back. */
final class ShapeJson {
  private ShapeJson() {}

  static Value.Fields write(WorkloadShape shape) {
    Value.Fields fields =
        switch (shape) {
          case TransferShape transfers -> transfers(transfers);
        };
    return fields.with("workload", Value.of(shape.workload()));
  }

  /** Where no workload is named it is a transfer's, as all once were. */
  static WorkloadShape read(FieldReader fields) {
    String workload =
        fields.ifPresent("workload").isPresent() ? fields.text("workload") : "transfer";
    return switch (workload) {
      case "transfer" -> transfers(fields);
      default -> throw new JsonException("there is no workload \"" + workload + "\"");
    };
  }

  private static Value.Fields transfers(TransferShape shape) {
    return Value.fields("accounts", Value.of(shape.accounts()))
        .with("opening", Value.of(shape.openingAmount()))
        .with("amountMax", Value.of(shape.amountMax()))
        .with("readPercent", Value.of(shape.readPercent()))
        .with("readAllPercent", Value.of(shape.readAllPercent()))
        .with("retryPercent", Value.of(shape.retryPercent()));
  }

  private static TransferShape transfers(FieldReader fields) {
    return new TransferShape(
        fields.number("accounts", 2, 1000),
        fields.whole("opening"),
        fields.number("amountMax", 1, Integer.MAX_VALUE),
        fields.number("readPercent", 0, 100),
        fields.number("readAllPercent", 0, 100),
        fields.number("retryPercent", 0, 100));
  }
}
