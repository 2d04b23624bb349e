package dev.assay.harness.generator;

import dev.assay.harness.client.Invocation;
import dev.assay.history.Seed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** The usual generators, and how to put them together. */
public final class Generators {
  private Generators() {}

  /**
   * The operations of positions 0, 1, 2..., without an end; free processes take turns.
   *
   * @param source gives the operation of a position: the same whenever it is asked
   */
  public static Generator operations(LongFunction<Invocation> source) {
    return new Operations(source, 0);
  }

  public static Generator once(Invocation invocation) {
    return limit(1, operations(_ -> invocation));
  }

  public static Generator limit(long operations, Generator generator) {
    if (operations < 0) {
      throw new IllegalArgumentException("limit of " + operations + " operations is below 0");
    }
    return new Limited(operations, generator);
  }

  /** Invokes nothing any more once so much time has passed since it was asked first. */
  public static Generator timeLimit(Duration limit, Generator generator) {
    return new TimeLimited(nanos("time limit", limit), OptionalLong.empty(), generator);
  }

  /** Leaves at most so many of its processes busy at the same time. */
  public static Generator concurrencyLimit(int processes, Generator generator) {
    if (processes < 1) {
      throw new IllegalArgumentException("concurrency limit " + processes + " is below 1");
    }
    return new ConcurrencyLimited(processes, generator);
  }

  /** For each operation one of several generators, chosen by weight. */
  public static Generator mix(Seed seed, List<Share> shares) {
    long total = shares.stream().mapToLong(Share::weight).sum();
    if (total < 1 || total > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "weights of a mix sum to " + total + ", not within 1.." + Integer.MAX_VALUE);
    }
    return new Mix(seed, shares, 0);
  }

  /** So many operations per second, of all processes together; fewer when none is free. */
  public static Generator rate(Seed seed, int perSecond, Spacing spacing, Generator generator) {
    if (perSecond < 1) {
      throw new IllegalArgumentException("rate of " + perSecond + "/s is below 1");
    }
    return stagger(seed, Duration.ofNanos(1_000_000_000L / perSecond), spacing, generator);
  }

  /** Operations of all processes together with this mean time between them. */
  public static Generator stagger(Seed seed, Duration mean, Spacing spacing, Generator generator) {
    Rate.Pace pace = new Rate.Pace(seed, spacing, nanos("mean time between operations", mean));
    return new Rate(pace, 0, OptionalLong.empty(), generator);
  }

  /** Lets a generator act for some time, then not for some time, and so on. */
  public static Generator bursts(Duration busy, Duration idle, Generator generator) {
    if (busy.isZero()) {
      throw new IllegalArgumentException("bursts of no time at all never act");
    }
    return new Bursts(nanos("burst", busy), nanos("idle", idle), OptionalLong.empty(), generator);
  }

  /** One after the other; the next begins when every operation of the one before has completed. */
  public static Generator phases(Generator... phases) {
    return new Sequence(List.of(phases), true);
  }

  /** One after the other; operations of the one before may still be under way. */
  public static Generator sequence(List<Generator> parts) {
    return new Sequence(parts, false);
  }

  /** Beside each other: what is due first comes first, then what stands first. */
  public static Generator any(List<Generator> parts) {
    return new Any(parts);
  }

  /** Sees and uses clients only: barriers within don't wait for the nemesis. */
  public static Generator onClients(Generator generator) {
    return new Routed(true, generator);
  }

  /** Sees and uses the nemesis only. */
  public static Generator onNemesis(Generator generator) {
    return new Routed(false, generator);
  }

  /** A copy for each process, also for those that take the place of a crashed one. */
  public static Generator eachProcess(Generator template) {
    return new EachProcess(template, Map.of());
  }

  /**
   * The same operation again, one at a time, until it is ok.
   *
   * @param attempts after which it is given up: at least 1
   * @param pause between a completion that was not ok and the next attempt
   */
  public static Generator untilOk(Invocation invocation, int attempts, Duration pause) {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts " + attempts + " are below 1");
    }
    return new UntilOk(
        invocation,
        new UntilOk.Patience(attempts, nanos("pause", pause)),
        Optional.empty(),
        new UntilOk.State(0, 0, false));
  }

  /** So many times from its start; positions, and with them operations, begin again too. */
  public static Generator cycle(long times, Generator template) {
    if (times < 1) {
      throw new IllegalArgumentException("cycle of " + times + " times is below 1");
    }
    return new Cycle(template, times - 1, template);
  }

  public static Generator sleep(Duration duration) {
    return new Sleep(nanos("sleep", duration), OptionalLong.empty());
  }

  private static long nanos(String what, Duration duration) {
    if (duration.isNegative() || duration.compareTo(Duration.ofDays(7)) > 0) {
      throw new IllegalArgumentException(
          what + " of " + duration + " is not within 0 seconds to 7 days");
    }
    return duration.toNanos();
  }
}
