package dev.assay.cli.gate;

import dev.assay.checkers.result.Verdict;
import dev.assay.history.Seed;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One campaign against one mutant: runs of fresh seeds until the first that reports it. Up to three
 * that end in our own trouble take nothing from the budget.
 *
 * @param campaign its number, from 1
 * @param verdicts how many runs came to each
 * @param kill the run that reported it; of a broken verifier the last one, when none passed
 * @param wallNanos until then
 * @param cpuNanos that this thread used until then; in real environments of the harness alone
 */
public record Hunt(
    Exposure exposure,
    int campaign,
    Map<Verdict, Integer> verdicts,
    Optional<Attempt> kill,
    long wallNanos,
    long cpuNanos) {
  /**
   * Sees into nodes as nobody outside of a simulated world can. That it has seen something ends no
   * hunt: who must report a planted bug is somebody who knows only what clients and nodes tell.
   */
  private static final List<String> WITNESS = List.of("witness");

  /** A broken verifier must not pass a single run; so many are tried. */
  private static final int DOUBTS = 2;

  /** Runs that our own trouble ended, nodes that did not come up say, show nothing of a mutant. */
  private static final int LOST_MAX = 3;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * Hunts on the calling thread, in the seeds that follow from the gate's.
   *
   * @param cut whether somebody wants it to end: a run that ends then shows nothing but what fails
   */
  static Hunt of(
      Arena arena,
      Exposure exposure,
      Seed gate,
      int campaign,
      Duration budget,
      BooleanSupplier cut) {
    Seed seeds = new Seed(gate.fork(exposure.name()).draw(campaign));
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    long beganNanos = System.nanoTime();
    long cpuNanos = THREADS.getCurrentThreadCpuTime();
    long spentNanos = arena.nanos();
    Optional<Attempt> kill = Optional.empty();
    int lost = 0;
    for (int life = 0;
        (kill.isEmpty() || (exposure.breaksHarness() && life < DOUBTS))
            && arena.nanos() - spentNanos < budget.toNanos()
            && lost < LOST_MAX
            && !cut.getAsBoolean();
        life++) {
      long lifeNanos = arena.nanos();
      Attempt attempt = arena.attempt(exposure, new Seed(seeds.draw(life) >>> 1));
      if (cut.getAsBoolean() && (attempt.verdict() != Verdict.FAIL || exposure.breaksHarness())) {
        kill = Optional.empty();
        break;
      }
      verdicts.merge(attempt.verdict(), 1, Integer::sum);
      if (exposure.breaksHarness()) {
        kill = isDoubt(attempt.verdict()) ? Optional.of(attempt) : Optional.empty();
        if (kill.isEmpty()) {
          break;
        }
      } else if (attempt.verdict() == Verdict.FAIL && !attempt.said().equals(WITNESS)) {
        kill = Optional.of(attempt);
      } else if (attempt.verdict() == Verdict.HARNESS) {
        lost++;
        spentNanos += arena.nanos() - lifeNanos;
      }
    }
    return new Hunt(
        exposure,
        campaign,
        verdicts,
        kill,
        System.nanoTime() - beganNanos,
        THREADS.getCurrentThreadCpuTime() - cpuNanos);
  }

  private static boolean isDoubt(Verdict verdict) {
    return switch (verdict) {
      case UNKNOWN, VACUOUS, HARNESS -> true;
      case PASS, FAIL -> false;
    };
  }

  /** Whether one of those reported it who must. */
  public boolean asExpected() {
    List<String> due = exposure.reporters();
    return kill.isPresent()
        && (exposure.breaksHarness() || kill.get().said().stream().anyMatch(due::contains));
  }

  public int lives() {
    return verdicts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
