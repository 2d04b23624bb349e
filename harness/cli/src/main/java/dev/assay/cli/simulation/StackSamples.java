package dev.assay.cli.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks now and then at what a thread does, and counts by part. Threads stop for that at points
 * that the compiler chose, so shares are rough.
 */
final class StackSamples {
  private static final long PERIOD_MILLIS = 5;

  private final Thread watched;
  private final Map<String, Long> counts = new TreeMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("samples").unstarted(task));

  StackSamples(Thread watched) {
    this.watched = watched;
  }

  void start() {
    var _ =
        clock.scheduleAtFixedRate(
            () -> sample(watched.getStackTrace()), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  void stop() {
    clock.shutdownNow();
  }

  /** Percent of the samples by part, the largest first. */
  synchronized Map<String, Double> shares() {
    long all = Math.max(1, counts.values().stream().mapToLong(Long::longValue).sum());
    List<Map.Entry<String, Long>> parts = new ArrayList<>(counts.entrySet());
    parts.sort((a, b) -> Long.compare(b.getValue(), a.getValue()));
    Map<String, Double> shares = new LinkedHashMap<>();
    parts.forEach(part -> shares.put(part.getKey(), part.getValue() * 100.0 / all));
    return shares;
  }

  private synchronized void sample(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().startsWith("dev.assay.")) {
        counts.merge(part(frame.getClassName()), 1L, Long::sum);
        return;
      }
    }
    counts.merge("the rest", 1L, Long::sum);
  }

  /** Of the package's name and those around it, the longest that is known. */
  private static String part(String className) {
    String name = className;
    while (name.contains(".")) {
      name = name.substring(0, name.lastIndexOf('.'));
      String part = BenchmarkMain.PARTS.get(name);
      if (part != null) {
        return part;
      }
    }
    return "the rest";
  }
}
