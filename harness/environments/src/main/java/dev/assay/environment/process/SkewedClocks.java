package dev.assay.environment.process;

import dev.assay.harness.environment.Clocks;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.environment.NotPossibleException;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Value;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Skews nodes' clocks through their clock files. A drift is a staircase: one task rewrites the
 * files of drifting nodes every 25 ms.
 */
final class SkewedClocks implements Clocks, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SkewedClocks.class);
  private static final long STEP_MILLIS = 25;
  private static final long TOLERANCE_MILLIS = 20;
  private static final Duration PROOF_BOUND = Duration.ofSeconds(3);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Map<NodeId, ClockFile> files;
  private final SkewMeter meter;
  private final Map<NodeId, Skew> skews = new TreeMap<>();
  private final ScheduledExecutorService stairs =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("clock-drift").factory());

  private final ScheduledFuture<?> staircase;

  SkewedClocks(Map<NodeId, ClockFile> files, SkewMeter meter) {
    this.files = new TreeMap<>(files);
    this.meter = meter;
    staircase =
        stairs.scheduleWithFixedDelay(this::step, STEP_MILLIS, STEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Of a node that is down or paused nobody could see what its clock does. */
  private void requireAnswer(NodeId node) {
    if (meter.read(node).isEmpty()) {
      throw new NotPossibleException("node " + node + " does not answer: nobody sees its clock");
    }
  }

  @Override
  public Effect jump(NodeId node, Duration offset) {
    requireAnswer(node);
    long beforeMicros = skew(node).offsetMicros(System.nanoTime());
    Skew wanted = Skew.fixed(offset);
    set(node, wanted);
    long stepMillis = Math.abs(wanted.baseMicros() - beforeMicros) / 1000;
    long tolerance =
        stepMillis == 0 ? TOLERANCE_MILLIS : Math.min(TOLERANCE_MILLIS, stepMillis / 2);
    return showing(node, wanted.baseMicros() / 1000, tolerance);
  }

  /** Waits until the node's clock shows the offset, which it may read with some delay. */
  private Effect showing(NodeId node, long wantedMillis, long toleranceMillis) {
    Value.Fields facts =
        Value.fields("node", Value.of(node.name())).with("offsetMillis", Value.of(wantedMillis));
    SkewMeter.Reading[] last = new SkewMeter.Reading[1];
    boolean proven =
        Waiting.until(
            PROOF_BOUND,
            POLL_NANOS,
            () -> {
              Optional<SkewMeter.Reading> reading = meter.read(node);
              reading.ifPresent(it -> last[0] = it);
              return reading.isPresent()
                  && Math.abs(reading.orElseThrow().millis() - wantedMillis) <= toleranceMillis + 1;
            });
    return new Effect(
        proven,
        last[0] == null
            ? facts.with("error", Value.of("the node does not answer"))
            : facts.with("measuredMillis", Value.of(last[0].millis())));
  }

  @Override
  public Effect drift(NodeId node, int perMille) {
    if (perMille < -500 || perMille > 1000) {
      throw new IllegalArgumentException(
          "drift of " + perMille + " per mille is not within -500..1000");
    }
    requireAnswer(node);
    set(node, skew(node).drifting(perMille, System.nanoTime()));
    Value.Fields facts =
        Value.fields("node", Value.of(node.name())).with("perMille", Value.of(perMille));
    Optional<DriftProof.Gain> gain = new DriftProof(meter).measure(node, perMille);
    return gain.map(
            it ->
                new Effect(
                    it.shows(perMille),
                    facts
                        .with("gainedMillis", Value.of(it.gainedMillis()))
                        .with("withinMillis", Value.of(it.elapsedMillis()))))
        .orElseGet(
            () -> new Effect(false, facts.with("error", Value.of("the node does not answer"))));
  }

  @Override
  public Effect reset() {
    clear();
    boolean proven = true;
    Value.Fields facts = Value.fields();
    Map<NodeId, Effect> shown =
        Parallel.forEach(files.keySet(), node -> showing(node, 0, TOLERANCE_MILLIS));
    for (Map.Entry<NodeId, Effect> entry : shown.entrySet()) {
      proven &= entry.getValue().proven();
      facts = facts.with(entry.getKey().name(), entry.getValue().facts());
    }
    return new Effect(proven, facts);
  }

  /** Writes every file anew, whatever is in it; measures nothing. */
  void clear() {
    for (NodeId node : files.keySet()) {
      set(node, Skew.NONE);
    }
  }

  private synchronized Skew skew(NodeId node) {
    return skews.getOrDefault(node, Skew.NONE);
  }

  private synchronized void set(NodeId node, Skew skew) {
    ClockFile file = files.get(node);
    if (file == null) {
      throw new EnvironmentException("there is no node " + node + " among " + files.keySet());
    }
    try {
      file.write(skew.offsetMicros(System.nanoTime()));
      skews.put(node, skew);
    } catch (IOException e) {
      throw new EnvironmentException("clock file " + file.path() + " can't be written: " + e, e);
    }
  }

  private synchronized void step() {
    for (Map.Entry<NodeId, Skew> entry : skews.entrySet()) {
      if (entry.getValue().drifts()) {
        try {
          set(entry.getKey(), entry.getValue());
        } catch (EnvironmentException e) {
          LOG.warn("node {} drifts no further: {}", entry.getKey(), e.getMessage());
          entry.setValue(Skew.NONE);
        }
      }
    }
  }

  @Override
  public void close() {
    staircase.cancel(false);
    stairs.shutdownNow();
    try {
      if (!stairs.awaitTermination(PROOF_BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("the clock files' task did not end within {}", PROOF_BOUND);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
