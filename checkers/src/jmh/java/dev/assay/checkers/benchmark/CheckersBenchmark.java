package dev.assay.checkers.benchmark;

import dev.assay.checkers.Budget;
import dev.assay.checkers.linearizability.Linearizability;
import dev.assay.checkers.linearizability.Linearizability.Answer;
import dev.assay.history.Operation;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whole checks of generated histories, warm; run by {@code scripts/benchmark-checkers-jmh}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
public class CheckersBenchmark {
  /** As {@link GeneratedHistories} names them. */
  @Param({"reg", "regu", "writes", "kv", "bank", "queue", "stack", "priorities"})
  public String kind;

  @Param({"5", "10"})
  public int clients;

  @Param({"10000", "100000"})
  public int operations;

  private List<Operation> history = List.of();

  @Setup
  public void generate() {
    history = Clients.work(GeneratedHistories.subject(kind), clients, operations, 0.0, 1);
  }

  @Benchmark
  public Answer check() {
    return Linearizability.check(
        GeneratedHistories.model(kind), history, new Budget(Budget.Limits.DEFAULT));
  }
}
