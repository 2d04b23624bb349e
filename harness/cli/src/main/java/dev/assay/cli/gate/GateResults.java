package dev.assay.cli.gate;

import dev.assay.checkers.result.Verdict;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a gate.
 *
 * @param whole whether nobody interrupted it
 */
public record GateResults(
    String environment,
    Gate.Plan plan,
    List<Exposure> exposures,
    List<Hunt> hunts,
    List<Attempt> clean,
    boolean whole) {
  /** One campaign in ten may miss a mutant. */
  private static final int MISSED_ONE_IN = 10;

  public GateResults {
    exposures = List.copyOf(exposures);
    hunts = List.copyOf(hunts);
    clean = List.copyOf(clean);
  }

  /**
   * Whether everything there was to try was tried, every mutant was found and every honest run
   * passed.
   */
  public Verdict verdict() {
    if (!survivors().isEmpty() || !clean.stream().allMatch(Gate::isClean)) {
      return Verdict.FAIL;
    }
    return whole && triedAnything() ? Verdict.PASS : Verdict.UNKNOWN;
  }

  /** A part of a gate that is left with nothing proves nothing. */
  public boolean triedAnything() {
    return !hunts.isEmpty() || !clean.isEmpty();
  }

  /** Mutants that were missed in more than one campaign of ten. */
  public List<Exposure> survivors() {
    return exposures.stream().filter(exposure -> survives(of(exposure))).toList();
  }

  private static boolean survives(List<Hunt> hunts) {
    long missed = hunts.stream().filter(hunt -> hunt.kill().isEmpty()).count();
    return missed * MISSED_ONE_IN > hunts.size();
  }

  List<Hunt> of(Exposure exposure) {
    return hunts.stream().filter(hunt -> hunt.exposure().equals(exposure)).toList();
  }

  /** The words that hunt this mutant again, in one campaign. */
  String repeat(Hunt hunt) {
    return "./assay gate --env %s --mutant %s --campaigns %d..%d --clean 0 --budget %ds --seed %d"
        .formatted(
            environment,
            hunt.exposure().name(),
            hunt.campaign(),
            hunt.campaign(),
            plan.budget().toSeconds(),
            plan.seed().value());
  }

  /** As {@code gate.json} holds them; {@code docs/gate.schema.json} describes the form. */
  public Value.Fields json() {
    return Value.fields("verdict", Value.of(verdict().name()))
        .with("exitCode", Value.of(verdict().exitCode()))
        .with("environment", Value.of(environment))
        .with("seed", Value.of(Long.toString(plan.seed().value())))
        .with("campaigns", Value.of(plan.campaigns().size()))
        .with("budgetSeconds", Value.of(plan.budget().toSeconds()))
        .with("shard", Value.of(plan.shard().toString()))
        .with("whole", Value.of(whole))
        .with(
            "mutants",
            Value.items(
                exposures.stream().filter(it -> !of(it).isEmpty()).map(this::json).toList()))
        .with("clean", cleanJson());
  }

  private Value json(Exposure exposure) {
    List<Hunt> own = of(exposure);
    Map<String, Value> reported = new TreeMap<>();
    reporters(own).forEach((name, count) -> reported.put(name, Value.of(count)));
    return Value.fields("mutant", Value.of(exposure.name()))
        .with("breaks", Value.of(exposure.breaksHarness() ? "harness" : "nodes"))
        .with("killed", Value.of(killed(own)))
        .with("campaigns", Value.of(own.size()))
        .with("survives", Value.of(survives(own)))
        .with("asExpected", Value.of(own.stream().filter(Hunt::asExpected).count()))
        .with("expected", texts(exposure.reporters()))
        .with("reported", new Value.Fields(reported))
        .with("faults", texts(exposure.faultsIn(environment)))
        .with("hunts", Value.items(own.stream().map(this::json).toList()));
  }

  private Value json(Hunt hunt) {
    Map<String, Value> verdicts = new TreeMap<>();
    hunt.verdicts().forEach((verdict, count) -> verdicts.put(verdict.name(), Value.of(count)));
    Value.Fields fields =
        Value.fields("campaign", Value.of(hunt.campaign()))
            .with("killed", Value.of(hunt.kill().isPresent()))
            .with("asExpected", Value.of(hunt.asExpected()))
            .with("lives", Value.of(hunt.lives()))
            .with("verdicts", new Value.Fields(verdicts))
            .with("wallMillis", Value.of(hunt.wallNanos() / 1_000_000))
            .with("cpuMillis", Value.of(hunt.cpuNanos() / 1_000_000))
            .with("repeat", Value.of(repeat(hunt)));
    return hunt.kill()
        .map(
            kill ->
                fields
                    .with("seed", Value.of(Long.toString(kill.seed())))
                    .with("cause", Value.of(kill.cause()))
                    .with("reportedBy", texts(kill.said()))
                    .with("faults", texts(kill.faults())))
        .orElse(fields);
  }

  private Value cleanJson() {
    List<Value> bad = new ArrayList<>();
    clean.stream()
        .filter(it -> !Gate.isClean(it))
        .forEach(
            it ->
                bad.add(
                    Value.fields("seed", Value.of(Long.toString(it.seed())))
                        .with("verdict", Value.of(it.verdict().name()))
                        .with("cause", Value.of(it.cause()))));
    return Value.fields("runs", Value.of(clean.size()))
        .with("passed", Value.of(clean.size() - bad.size()))
        .with("others", Value.items(bad));
  }

  static long killed(List<Hunt> hunts) {
    return hunts.stream().filter(hunt -> hunt.kill().isPresent()).count();
  }

  /** In how many hunts each checker reported the mutant. */
  static Map<String, Integer> reporters(List<Hunt> hunts) {
    Map<String, Integer> counts = new TreeMap<>();
    hunts.forEach(
        hunt ->
            hunt.kill()
                .ifPresent(
                    kill -> kill.said().forEach(name -> counts.merge(name, 1, Integer::sum))));
    return counts;
  }

  private static Value texts(List<String> texts) {
    return Value.items(texts.stream().map(Value::of).toList());
  }
}
