package dev.assay.docker;

import dev.assay.docker.engine.Together;
import dev.assay.harness.environment.Clocks;
import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.EnvironmentException;
import dev.assay.harness.environment.NotPossibleException;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.harness.system.Observer;
import dev.assay.history.Value;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A node's wall clock is skewed by libfaketime, which reads an offset from a file at every call.
 * The file is replaced by renaming: half of an offset would end the node. Drift is a staircase of
 * offsets, since libfaketime's own rates also scale monotonic waits. Proof is the node's own word
 * on what time it is, against this machine's clock.
 */
final class FaketimeClocks implements Clocks, AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(25);

  /** A drift that nobody ends stops growing then. */
  private static final Duration DRIFT_MAX = Duration.ofHours(1);

  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final long TOLERANCE_NANOS = Duration.ofMillis(40).toNanos();

  /** How much a drift must have gained to be told from the error of measurement. */
  private static final Duration TELLING_GAIN = Duration.ofMillis(150);

  private static final Duration DRIFT_MEASURED_MAX = Duration.ofSeconds(5);
  private static final int READINGS = 4;

  private final Pods pods;
  private final Observer observer;
  private final Map<NodeId, Future<?>> drifts = new ConcurrentHashMap<>();
  private final ScheduledExecutorService staircase =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("docker-clock-drift").factory());

  FaketimeClocks(Pods pods, Observer observer) {
    this.pods = pods;
    this.observer = observer;
  }

  /**
   * @param skewNanos by how much the node's clock is ahead of this machine's
   * @param errorNanos by how much that may be wrong
   */
  private record Reading(long skewNanos, long errorNanos) {
    boolean agreesWith(long wantedNanos) {
      return Math.abs(skewNanos - wantedNanos) <= TOLERANCE_NANOS + errorNanos;
    }
  }

  /** Of a node that is down or paused nobody could see what its clock does. */
  private void requireAnswer(NodeId node) {
    if (observer.status(node).isEmpty()) {
      throw new NotPossibleException("node " + node + " does not answer: nobody sees its clock");
    }
  }

  @Override
  public Effect jump(NodeId node, Duration offset) {
    requireAnswer(node);
    endDrift(node);
    clock(node).set(offset.toNanos());
    Optional<Reading> reading = read(node);
    boolean telling = offset.toNanos() == 0 || reading.map(r -> !r.agreesWith(0)).orElse(false);
    return new Effect(
        telling && reading.map(r -> r.agreesWith(offset.toNanos())).orElse(false), facts(reading));
  }

  @Override
  public Effect drift(NodeId node, int perMille) {
    if (perMille < -500 || perMille > 1000) {
      throw new IllegalArgumentException(
          "drift of %d per mille is not within -500..1000".formatted(perMille));
    }
    requireAnswer(node);
    endDrift(node);
    NodeClock clock = clock(node);
    long start = System.nanoTime();
    long from = clock.offsetNanos();
    Optional<Reading> before = read(node);
    if (perMille != 0) {
      drifts.put(
          node,
          staircase.scheduleAtFixedRate(
              () -> clock.set(from + gain(perMille, System.nanoTime() - start)),
              0,
              STEP.toMillis(),
              TimeUnit.MILLISECONDS));
    }
    awaitTellingGain(perMille);
    long gained = gain(perMille, System.nanoTime() - start);
    Optional<Reading> after = read(node);
    boolean proven =
        before.isPresent()
            && after.map(r -> r.agreesWith(from + gained) && !r.agreesWith(from)).orElse(false);
    return new Effect(proven, facts(after).with("gainMillis", Value.of(gained / 1_000_000)));
  }

  @Override
  public Effect reset() {
    for (Pod pod : pods.all()) {
      endDrift(pod.node());
      clock(pod.node()).set(0);
    }
    Map<NodeId, Optional<Reading>> readings =
        Together.each("read the clock of", pods.nodes(), BOUND, this::read);
    Value.Fields facts = Value.fields();
    boolean proven = readings.values().stream().anyMatch(Optional::isPresent);
    for (Map.Entry<NodeId, Optional<Reading>> reading : readings.entrySet()) {
      facts = facts.with(reading.getKey().name(), facts(reading.getValue()));
      proven &= reading.getValue().map(r -> r.agreesWith(0)).orElse(true);
    }
    return new Effect(proven, facts);
  }

  @Override
  public void close() {
    staircase.shutdownNow();
  }

  private NodeClock clock(NodeId node) {
    return new NodeClock(pods.of(node).control());
  }

  private void endDrift(NodeId node) {
    Future<?> drift = drifts.remove(node);
    if (drift != null) {
      drift.cancel(false);
      awaitLastStep();
    }
  }

  /**
   * The staircase has one thread: when it took this, no step of the drift that was ended is under
   * way.
   */
  private void awaitLastStep() {
    try {
      staircase.submit(() -> {}).get(BOUND.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new EnvironmentException("the last step of a clock's drift did not end", e);
    }
  }

  private static long gain(int perMille, long elapsedNanos) {
    return Math.min(elapsedNanos, DRIFT_MAX.toNanos()) / 1000 * perMille;
  }

  private static void awaitTellingGain(int perMille) {
    Duration telling =
        perMille == 0
            ? Duration.ZERO
            : TELLING_GAIN.multipliedBy(1000).dividedBy(Math.abs(perMille));
    try {
      Thread.sleep(telling.compareTo(DRIFT_MEASURED_MAX) < 0 ? telling : DRIFT_MEASURED_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Reading> read(NodeId node) {
    Optional<Reading> best = Optional.empty();
    for (int reading = 0; reading < READINGS; reading++) {
      long wallBefore = System.currentTimeMillis();
      long before = System.nanoTime();
      Optional<NodeStatus> status = observer.status(node);
      long took = System.nanoTime() - before;
      if (status.isEmpty()) {
        return best;
      }
      long skew = (status.get().wallMillis() - wallBefore) * 1_000_000 - took / 2;
      if (best.isEmpty() || took / 2 < best.get().errorNanos()) {
        best = Optional.of(new Reading(skew, took / 2));
      }
    }
    return best;
  }

  private static Value.Fields facts(Optional<Reading> reading) {
    return reading
        .map(
            r ->
                Value.fields("skewMillis", Value.of(r.skewNanos() / 1_000_000))
                    .with("errorMillis", Value.of(r.errorNanos() / 1_000_000)))
        .orElseGet(() -> Value.fields("skewMillis", Value.NIL));
  }
}
