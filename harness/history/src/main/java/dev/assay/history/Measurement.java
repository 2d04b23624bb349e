package dev.assay.history;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/**
 * What was measured of a fault, beside what was asked for. That a nemesis says of itself that
 * something took effect proves nothing: there must be a measurement, and it must agree with what
 * was asked for as far as that can be compared.
 *
 * @param ofClock whether the fault is one of clocks: then a clock must have been measured
 */
record Measurement(boolean ofClock, Value.Fields asked, Value.Fields facts) {
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
                FaultSpan.family(fault.f()).equals("clock"),
                fault.input() instanceof Value.Fields asked ? asked : Value.fields(),
                facts))
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
      return measured(SKEWS, skew -> Math.abs(skew - wanted) <= tolerance);
    }
    if (ofClock && asked.get("perMille").orElse(Value.NIL) instanceof Value.Whole(long wanted)) {
      return measured(GAINS, gain -> Long.signum(gain) == Long.signum(wanted));
    }
    return true;
  }

  /** Whether there is a number of such a name, and each of them is so. */
  private boolean measured(Set<String> names, LongPredicate holds) {
    List<Long> numbers = numbers(facts, names).toList();
    return !numbers.isEmpty() && numbers.stream().allMatch(holds::test);
  }

  /** All numbers of such a name, at any depth. */
  private static Stream<Long> numbers(Value.Fields facts, Set<String> names) {
    return facts.fields().entrySet().stream()
        .flatMap(
            fact ->
                switch (fact.getValue()) {
                  case Value.Whole(long number) when names.contains(fact.getKey()) ->
                      Stream.of(number);
                  case Value.Fields nested -> numbers(nested, names);
                  default -> Stream.empty();
                });
  }
}
