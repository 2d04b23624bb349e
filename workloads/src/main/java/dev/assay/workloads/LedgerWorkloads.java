package dev.assay.workloads;

import dev.assay.harness.workload.Workload;
import dev.assay.workloads.lists.ListPlay;
import dev.assay.workloads.load.LedgerWorkload;
import dev.assay.workloads.load.Play;
import dev.assay.workloads.register.RegisterPlay;
import dev.assay.workloads.sets.SetPlay;
import dev.assay.workloads.shape.ListAppendShape;
import dev.assay.workloads.shape.RegisterShape;
import dev.assay.workloads.shape.SetShape;
import dev.assay.workloads.shape.TransferShape;
import dev.assay.workloads.shape.WorkloadShape;
import dev.assay.workloads.transfer.TransferPlay;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every workload for the ledger. */
public final class LedgerWorkloads {
  private static final List<WorkloadShape> USUAL =
      List.of(TransferShape.USUAL, RegisterShape.USUAL, ListAppendShape.USUAL, SetShape.USUAL);

  private LedgerWorkloads() {}

  /** The workload that looks like this. */
  public static Workload of(WorkloadShape shape) {
    Play play =
        switch (shape) {
          case TransferShape transfers -> TransferPlay.of(transfers);
          case RegisterShape registers -> RegisterPlay.of(registers);
          case ListAppendShape lists -> ListPlay.of(lists);
          case SetShape sets -> SetPlay.of(sets);
        };
    return new LedgerWorkload(shape, play);
  }

  /** What each workload looks like when nothing else is asked for, by name. */
  public static Map<String, WorkloadShape> usual() {
    Map<String, WorkloadShape> shapes = new LinkedHashMap<>();
    USUAL.forEach(shape -> shapes.put(shape.workload(), shape));
    return Collections.unmodifiableMap(shapes);
  }

  /** A line about each workload, by name. */
  public static Map<String, String> descriptions() {
    Map<String, String> descriptions = new LinkedHashMap<>();
    USUAL.forEach(shape -> descriptions.put(shape.workload(), description(shape)));
    return Collections.unmodifiableMap(descriptions);
  }

  private static String description(WorkloadShape shape) {
    return switch (shape) {
      case TransferShape _ ->
          "transfers between accounts with skewed choice, single reads, reads of all";
      case RegisterShape _ ->
          "writes, compare-and-sets and reads of a few registers, also of backups and by lease";
      case ListAppendShape _ -> "transactions that read and append to several lists";
      case SetShape _ -> "additions to sets and reads of all their elements";
    };
  }
}
