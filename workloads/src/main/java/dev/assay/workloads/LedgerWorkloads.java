package dev.assay.workloads;

import dev.assay.harness.workload.Workload;
import dev.assay.workloads.shape.TransferShape;
import dev.assay.workloads.shape.WorkloadShape;
import dev.assay.workloads.transfer.TransferWorkload;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every workload for the ledger. */
public final class LedgerWorkloads {
  private LedgerWorkloads() {}

  /** The workload that looks like this. */
  public static Workload of(WorkloadShape shape) {
    return switch (shape) {
      case TransferShape transfers -> new TransferWorkload(transfers);
    };
  }

  /** What each workload looks like when nothing else is asked for, by name. */
  public static Map<String, WorkloadShape> usual() {
    Map<String, WorkloadShape> shapes = new LinkedHashMap<>();
    shapes.put(TransferShape.USUAL.workload(), TransferShape.USUAL);
    return Collections.unmodifiableMap(shapes);
  }

  /** A line about each workload, by name. */
  public static Map<String, String> descriptions() {
    Map<String, String> descriptions = new LinkedHashMap<>();
    descriptions.put(
        TransferShape.USUAL.workload(),
        "transfers between accounts with skewed choice, single reads, reads of all");
    return Collections.unmodifiableMap(descriptions);
  }
}
