package dev.assay.reports;

import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** How many operations of a kind ended how, and how long the ok ones took, in microseconds. */
final class OperationCounts {
  private final Histogram latency = new Histogram(2);
  private long ok;
  private long fail;
  private long unknown;

  private OperationCounts() {}

  static SortedMap<String, OperationCounts> byName(List<Operation> operations) {
    SortedMap<String, OperationCounts> counts = new TreeMap<>();
    for (Operation operation : operations) {
      counts.computeIfAbsent(operation.f(), _ -> new OperationCounts()).count(operation);
    }
    return counts;
  }

  long ok() {
    return ok;
  }

  long fail() {
    return fail;
  }

  long unknown() {
    return unknown;
  }

  Histogram latency() {
    return latency;
  }

  private void count(Operation operation) {
    switch (operation.outcome()) {
      case Outcome.Ok _ -> {
        ok++;
        latency.recordValue(RateColumns.latencyMicros(operation));
      }
      case Outcome.Fail _ -> fail++;
      case Outcome.Unknown _ -> unknown++;
    }
  }
}
