package dev.assay.workloads.shape;

/** What one workload for the ledger looks like. Equal shapes and seeds ask for the same. */
public sealed interface WorkloadShape
    permits TransferShape, RegisterShape, ListAppendShape, SetShape {
  /** The workload's name, as on the command line and in manifests. */
  String workload();

  /** How its clients go about it. */
  Habits habits();
}
