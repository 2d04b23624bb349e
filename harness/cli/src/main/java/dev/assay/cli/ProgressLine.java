package dev.assay.cli;

import dev.assay.harness.run.Progress;
import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A line on the terminal that says how far a run is, renewed by a thread of its own. */
final class ProgressLine implements AutoCloseable {
  private static final long PERIOD_MILLIS = 500;
  private static final int WIDTH = 110;

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("progress").unstarted(task));
  private final PrintStream out;
  private boolean shown;
  private boolean closed;

  private ProgressLine(PrintStream out) {
    this.out = out;
  }

  /** One that never prints. */
  static ProgressLine silent() {
    return new ProgressLine(System.out);
  }

  static ProgressLine showing(Supplier<Progress> progress, PrintStream out) {
    ProgressLine line = new ProgressLine(out);
    var _ =
        line.clock.scheduleAtFixedRate(
            () -> line.show(of(progress.get())),
            PERIOD_MILLIS,
            PERIOD_MILLIS,
            TimeUnit.MILLISECONDS);
    return line;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    clear();
  }

  static String of(Progress progress) {
    Progress.Counts counts = progress.counts();
    return "%-8s %4d s   ok %d   certainly not %d   unknown %d   under way %d%s"
        .formatted(
            progress.stage(),
            progress.elapsedNanos() / 1_000_000_000,
            counts.ok(),
            counts.failed(),
            counts.unknown(),
            counts.underWay(),
            progress.nemesis().map(fault -> "   nemesis: " + fault).orElse(""));
  }

  private synchronized void show(String text) {
    if (closed) {
      return; // One that was on its way when the end came.
    }
    shown = true;
    out.print("\r" + padded(text));
    out.flush();
  }

  private synchronized void clear() {
    closed = true;
    if (shown) {
      out.print("\r" + padded("") + "\r");
      out.flush();
    }
  }

  private static String padded(String text) {
    return text.length() >= WIDTH
        ? text.substring(0, WIDTH)
        : text + " ".repeat(WIDTH - text.length());
  }
}
