package dev.assay.history;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * What was measured of a fault, beside what was asked for. That a nemesis says of itself that
 * something took effect proves nothing: there must be a measurement, and it must agree with what
 * was asked for as far as that can be compared.
 */
record Measurement(Value.Fields asked, Value.Fields facts) {
  /** What an answer adds that measures nothing: whom it was for, and the claim itself. */
  private static final Set<String> CLAIMS = Set.of("nodes", "proven", "targets");

  private static final Set<String> SKEWS = Set.of("skewMillis", "measuredMillis");
  private static final Set<String> GAINS = Set.of("gainMillis", "gainedMillis", "gainMillisIn10s");
  private static final long SKEW_TOLERANCE_MILLIS = 2_000;

  /** Of a fault's answer; empty when there is none. */
  static Optional<Measurement> of(Operation fault) {
    return fault.outcome() instanceof Outcome.Ok(Value.Fields facts)
        ? Optional.of(
            new Measurement(
                fault.input() instanceof Value.Fields asked ? asked : Value.fields(), facts))
        : Optional.empty();
  }

  /** Whether there is one at all, and it shows what was asked for. */
  boolean shows() {
    return isClaimed() && measuresSomething() && clockAgrees();
  }

  private boolean isClaimed() {
    return facts.get("proven").equals(Optional.of(Value.of(true)));
  }

  private boolean measuresSomething() {
    return facts.fields().keySet().stream()
        .anyMatch(name -> !CLAIMS.contains(name) && asked.get(name).isEmpty());
  }

  /** A clock that was set off by so much is off by about so much, and drifts where it was sent. */
  private boolean clockAgrees() {
    if (asked.get("offsetMillis").orElse(Value.NIL) instanceof Value.Whole(long wanted)) {
      long tolerance = Math.clamp(Math.abs(wanted) / 2, 1, SKEW_TOLERANCE_MILLIS);
      return all(facts, SKEWS, skew -> Math.abs(skew - wanted) <= tolerance);
    }
    if (asked.get("perMille").orElse(Value.NIL) instanceof Value.Whole(long wanted)) {
      return all(facts, GAINS, gain -> Long.signum(gain) == Long.signum(wanted));
    }
    return true;
  }

  /** Whether each number of such a name does, at any depth. */
  private static boolean all(Value.Fields facts, Set<String> names, LongPredicate holds) {
    for (Map.Entry<String, Value> fact : facts.fields().entrySet()) {
      boolean good =
          switch (fact.getValue()) {
            case Value.Whole(long number) -> !names.contains(fact.getKey()) || holds.test(number);
            case Value.Fields nested -> all(nested, names, holds);
            default -> true;
          };
      if (!good) {
        return false;
      }
    }
    return true;
  }
}
