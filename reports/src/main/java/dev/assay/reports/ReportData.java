package dev.assay.reports;

import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Evidence;
import dev.assay.checkers.result.Results;
import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import dev.assay.history.run.Manifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** Everything that the page shows, as one JSON value. Times are whole microseconds. */
record ReportData(
    Manifest manifest,
    Results results,
    History history,
    List<Disturbance> disturbances,
    List<Reign> reigns) {
  /** More operations than this are not drawn one by one; those that are evidence always are. */
  static final int DRAWN_MAX = 60_000;

  String json() {
    List<Operation> clients = history.clientOperations();
    OperationColumns columns = new OperationColumns(history, drawn(clients));
    RateColumns rates = new RateColumns(clients, endNanos());
    return ValueJson.write(
        Value.fields("run", run())
            .with("checkers", items(results.checks().stream().map(c -> check(c, columns)).toList()))
            .with("faults", items(disturbances.stream().map(ReportData::fault).toList()))
            .with("reigns", items(reigns.stream().map(ReportData::reign).toList()))
            .with("names", columns.names())
            .with("operations", columns.columns())
            .with("rate", rate(rates))
            .with("counts", counts(clients))
            .with("facts", facts(clients.size())));
  }

  private long endNanos() {
    return history.events().isEmpty() ? 0 : history.events().getLast().timeNanos();
  }

  private List<Operation> drawn(List<Operation> clients) {
    if (clients.size() <= DRAWN_MAX) {
      return clients;
    }
    List<Long> evidence =
        results.checks().stream()
            .flatMap(check -> check.evidence().stream())
            .flatMap(item -> item.operations().stream())
            .distinct()
            .sorted()
            .toList();
    int every = clients.size() / DRAWN_MAX + 1;
    return clients.stream()
        .filter(
            operation ->
                operation.index() % every == 0
                    || Collections.binarySearch(evidence, operation.index()) >= 0)
        .toList();
  }

  private Value.Fields run() {
    Manifest.Plan plan = manifest.plan();
    return Value.fields("verdict", Value.of(results.verdict().name()))
        .with("cause", Value.of(results.cause()))
        .with("system", Value.of(plan.system()))
        .with("environment", Value.of(plan.environment()))
        .with("workload", Value.of(plan.workload()))
        .with("nodes", texts(plan.nodes()))
        .with("mutants", texts(plan.mutants()))
        .with("seed", Value.of(Long.toString(manifest.start().seed().value())))
        .with("concurrency", Value.of(concurrency()))
        .with("micros", Value.of(endNanos() / 1_000))
        .with("repeat", Value.of(String.join(" ", manifest.start().arguments())));
  }

  /** Lanes that clients are drawn in: a process and its successors share one. */
  private int concurrency() {
    return manifest.machine().get("concurrency").orElse(Value.NIL)
            instanceof Value.Whole(long number)
        ? Math.toIntExact(Math.clamp(number, 1, 1000))
        : 10;
  }

  private static Value check(CheckResult check, OperationColumns columns) {
    return Value.fields("name", Value.of(check.checker()))
        .with("verdict", Value.of(check.verdict().name()))
        .with("summary", Value.of(check.summary()))
        .with("statistics", Value.of(ValueJson.write(check.statistics())))
        .with("evidence", items(check.evidence().stream().map(e -> evidence(e, columns)).toList()));
  }

  private static Value evidence(Evidence evidence, OperationColumns columns) {
    return Value.fields("text", Value.of(evidence.sentence()))
        .with("operations", Value.items(columns.positions(evidence.operations())));
  }

  private static Value fault(Disturbance fault) {
    return Value.fields("f", Value.of(fault.f()))
        .with("label", Value.of(fault.label()))
        .with("targets", Value.of(String.join(" ", fault.targets())))
        .with("from", Value.of(fault.fromNanos() / 1_000))
        .with("to", Value.of(micros(fault.toNanos())))
        .with("effect", Value.of(fault.effect()))
        .with("error", Value.of(fault.error()))
        .with("facts", Value.of(fault.facts()));
  }

  private static Value reign(Reign reign) {
    return Value.fields("node", Value.of(reign.node()))
        .with("epoch", Value.of(reign.epoch()))
        .with("from", Value.of(reign.fromNanos() / 1_000))
        .with("to", Value.of(micros(reign.toNanos())));
  }

  private static long micros(long nanos) {
    return nanos < 0 ? -1 : nanos / 1_000;
  }

  private static Value rate(RateColumns rates) {
    List<RateColumns.Interval> intervals = rates.intervals();
    return Value.fields("intervalMillis", Value.of(Math.round(rates.intervalSeconds() * 1000)))
        .with("ok", column(intervals, RateColumns.Interval::ok))
        .with("fail", column(intervals, RateColumns.Interval::fail))
        .with("unknown", column(intervals, RateColumns.Interval::unknown))
        .with("p50", column(intervals, interval -> percentile(interval.latency(), 50)))
        .with("p95", column(intervals, interval -> percentile(interval.latency(), 95)))
        .with("max", column(intervals, interval -> percentile(interval.latency(), 100)));
  }

  /** In microseconds; zero where nothing was measured. */
  private static long percentile(Histogram latency, double percent) {
    return latency.getTotalCount() == 0 ? 0 : latency.getValueAtPercentile(percent);
  }

  private static Value column(
      List<RateColumns.Interval> intervals, ToLongFunction<RateColumns.Interval> number) {
    return items(intervals.stream().map(i -> (Value) Value.of(number.applyAsLong(i))).toList());
  }

  private static Value counts(List<Operation> clients) {
    List<Value> rows = new ArrayList<>();
    OperationCounts.byName(clients)
        .forEach(
            (name, counts) ->
                rows.add(
                    Value.fields("f", Value.of(name))
                        .with("ok", Value.of(counts.ok()))
                        .with("fail", Value.of(counts.fail()))
                        .with("unknown", Value.of(counts.unknown()))
                        .with("p50", Value.of(percentile(counts.latency(), 50)))
                        .with("p95", Value.of(percentile(counts.latency(), 95)))
                        .with("p99", Value.of(percentile(counts.latency(), 99)))
                        .with("max", Value.of(percentile(counts.latency(), 100)))));
    return items(rows);
  }

  private Value facts(int operations) {
    List<Value> rows = new ArrayList<>();
    rows.add(row("started", manifest.start().started()));
    rows.add(row("operations", Integer.toString(operations)));
    rows.add(row("faults asked for", String.join(", ", manifest.plan().faults())));
    manifest
        .machine()
        .fields()
        .forEach(
            (name, value) ->
                rows.add(
                    row(
                        name,
                        value instanceof Value.Text(String text) ? text : ValueJson.write(value))));
    return items(rows);
  }

  private static Value row(String name, String value) {
    return Value.items(List.of(Value.of(name), Value.of(value)));
  }

  private static Value items(List<? extends Value> items) {
    return Value.items(items);
  }

  private static Value texts(List<String> texts) {
    return Value.items(texts.stream().map(Value::of).toList());
  }
}
