package dev.assay.cli;

import dev.assay.cli.sabotage.HarnessMutant;
import dev.assay.nemesis.schedule.FaultFamily;
import dev.assay.nemesis.schedule.FaultSelection;
import java.util.List;

/**
 * Bugs of the harness are planted only where there is something for them to break: a pass with one
 * that had nothing to do would look as if nobody had noticed it.
 */
final class Planted {
  private Planted() {}

  /**
   * Asks for the faults that a mutant needs.
   *
   * @param faults families and kinds by name; none means none
   * @throws BadArgumentException when such a one was asked for without them
   */
  static void requireFaults(List<String> mutants, List<String> faults) {
    boolean clocks =
        !faults.isEmpty()
            && FaultSelection.parse(String.join(",", faults)).kinds().stream()
                .anyMatch(kind -> kind.family() == FaultFamily.CLOCK);
    if (faults.isEmpty() && mutants.contains(HarnessMutant.IDLE_NEMESIS.id())) {
      throw needless(HarnessMutant.IDLE_NEMESIS, "breaks the nemesis", "add --faults");
    }
    if (!clocks && mutants.contains(HarnessMutant.CLOCK_WITHOUT_EFFECT.id())) {
      throw needless(
          HarnessMutant.CLOCK_WITHOUT_EFFECT, "breaks faults of clocks", "add --faults clock");
    }
  }

  /**
   * Refuses what a life in memory, of which everything is drawn, may not come to.
   *
   * @throws BadArgumentException when such a mutant was asked for
   */
  static void requireDrawn(List<String> mutants) {
    for (String name : mutants) {
      HarnessMutant.named(name)
          .ifPresent(
              mutant -> {
                switch (mutant) {
                  case CLOCK_WITHOUT_EFFECT ->
                      throw needless(
                          mutant,
                          "breaks faults of clocks, which not every seed draws",
                          run(mutant));
                  case NO_CONTENTION ->
                      throw needless(
                          mutant,
                          "keeps clients apart, which shows only where a seed draws many"
                              + " operations",
                          run(mutant));
                  case RENDERER_THROWS ->
                      throw needless(
                          mutant,
                          "breaks reports, of which simulate renders none but of failures",
                          run(mutant));
                  case IDLE_NEMESIS,
                      IDLE_HEAL,
                      UNKNOWN_IGNORED,
                      TIMEOUT_PASSES,
                      HIDDEN_RETRIES,
                      LOST_LAST_SECOND,
                      NO_FINAL_READS -> {}
                }
              });
    }
  }

  private static String run(HarnessMutant mutant) {
    return "use 'assay run --env sim --mutant " + mutant.id() + "', or 'assay gate'";
  }

  private static BadArgumentException needless(HarnessMutant mutant, String why, String remedy) {
    return new BadArgumentException("--mutant %s %s: %s".formatted(mutant.id(), why, remedy));
  }
}
