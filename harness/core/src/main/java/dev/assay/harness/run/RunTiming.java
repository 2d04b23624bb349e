package dev.assay.harness.run;

import java.time.Duration;

/**
 * How long each phase of a run takes, in the time of its environment.
 *
 * @param setup bound of the preparing operations, all together
 * @param calibration load without faults before the main phase; its rate is what floors are a share
 *     of
 * @param main load under faults
 * @param settle quiet time after everything was healed
 * @param closing bound of the last questions
 */
public record RunTiming(
    Duration setup, Duration calibration, Duration main, Duration settle, Duration closing) {
  public RunTiming {
    require("setup", setup);
    require("calibration", calibration);
    require("main phase", main);
    require("settle", settle);
    require("closing", closing);
  }

  /** The usual bounds around a main phase of this length. */
  public static RunTiming of(Duration main) {
    Duration calibration = main.dividedBy(6);
    Duration longest = Duration.ofSeconds(5);
    return new RunTiming(
        Duration.ofSeconds(60),
        calibration.compareTo(longest) < 0 ? calibration : longest,
        main,
        Duration.ofSeconds(2),
        Duration.ofSeconds(60));
  }

  private static void require(String phase, Duration duration) {
    if (duration.isNegative() || duration.compareTo(Duration.ofDays(7)) > 0) {
      throw new IllegalArgumentException(
          phase + " of " + duration + " is not within 0 seconds to 7 days");
    }
  }
}
