package dev.assay.cli;

import dev.assay.checkers.result.Verdict;
import dev.assay.cli.simulation.Campaign;
import dev.assay.cli.simulation.CampaignCounts;
import dev.assay.cli.simulation.Life;
import dev.assay.cli.simulation.Seeds;
import dev.assay.cli.simulation.Swarm;
import dev.assay.cli.verification.Verification;
import dev.assay.harness.run.RunEnd;
import dev.assay.harness.run.Spectator;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import dev.assay.nemesis.schedule.FaultSelection;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Many seeded runs in virtual time. */
@Command(
    name = "simulate",
    description = {
      "Lives many seeded runs of the ledger in virtual time: nodes, clients, faults, checks.",
      "Size, timing, network, load and mix of faults are drawn from each seed. Runs stay in",
      "memory; one that does not pass is lived again into a run directory."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SimulateCommand implements Callable<Integer> {
  private static final Duration USUAL_LIMIT = Duration.ofSeconds(60);
  private static final long LIVES_FOR_COVERAGE = 50;

  /** One run in 16 has one: of so many, hardly ever none. */
  private static final long LIVES_FOR_SECOND_CHANNEL = 200;

  private static final Pattern RANGE = Pattern.compile("(\\d{1,19})(?:\\.\\.(\\d{1,19}))?");

  @Mixin private final SimulateOptions options = new SimulateOptions();

  private final CampaignCounts counts = new CampaignCounts();
  private final List<Value> failures = new ArrayList<>();
  private PrintStream talk = System.out;
  private ProgressText progress = new ProgressText(System.out);

  @Override
  public Integer call() {
    if (options.json) {
      talk = System.err;
      progress = new ProgressText(System.err);
    }
    Inputs.within("--jobs", options.jobs, 1, 256);
    Inputs.within("--max-failures", options.failuresMax, 1, 1_000_000);
    Catalog catalog = new Catalog();
    List<String> workloads = RunRequest.workloads(options.workloads, catalog);
    List<String> faults = RunRequest.faults(options.faults, catalog);
    List<String> mutants = RunRequest.mutants(options.mutants.names, catalog);
    Planted.requireFaults(mutants, faults);
    Planted.requireDrawn(mutants);
    Seeds seeds = seeds();
    long beganNanos = System.nanoTime();
    Campaign.Bounds bounds =
        new Campaign.Bounds(options.jobs, beganNanos + limit().toNanos(), options.failuresMax);
    RunStop stop = new RunStop();
    Verdict verdict;
    try {
      talk.println("seeds: " + seeds.first() + ".." + seeds.last());
      new Campaign(new Swarm(workloads, faults, mutants, Swarm.Span.USUAL), seeds, bounds)
          .live(this::lived);
      progress.clear();
      boolean whole = !Thread.interrupted();
      List<String> missing = whole ? withoutEffect(faults) : List.of();
      verdict =
          counts
              .verdict()
              .worst(whole ? Verdict.PASS : Verdict.UNKNOWN)
              .worst(missing.isEmpty() ? Verdict.PASS : Verdict.VACUOUS);
      tell(System.nanoTime() - beganNanos, verdict, sentence(verdict, whole, missing));
      stop.told(verdict);
    } finally {
      stop.close();
    }
    return ExitCode.of(verdict);
  }

  private void lived(Life life) {
    counts.add(life);
    if (life.verdict() == Verdict.PASS || life.interrupted()) {
      progress.show(counts.soFar());
      return;
    }
    progress.clear();
    String repeat = String.join(" ", repeat(life));
    talk.println(
        "seed %d %s: %s"
            .formatted(life.scenario().seed().value(), life.verdict(), life.results().cause()));
    Verification.Outcome again =
        new Verification(
                life.scenario().environment(),
                life.scenario().plan(),
                life.scenario().commission(repeat(life)))
            .run(options.runs.path, Spectator.NOBODY);
    if (again.end() instanceof RunEnd.Interrupted) {
      Thread.currentThread().interrupt();
      talk.println("  interrupted before it was lived again: nothing is left of it but this line");
    } else if (again.results().verdict() != life.verdict()) {
      talk.println(
          "  but %s when it was lived again: the simulator is not deterministic"
              .formatted(again.results().verdict()));
    }
    talk.println("  repeat: " + repeat);
    talk.println("  report: " + again.directory().reportFile());
    failures.add(
        Value.fields("seed", Value.of(Long.toString(life.scenario().seed().value())))
            .with("verdict", Value.of(life.verdict().name()))
            .with("cause", Value.of(life.results().cause()))
            .with("repeat", Value.of(repeat))
            .with("directory", Value.of(again.directory().path().toString())));
  }

  /** Of a long campaign every family must have had an effect in some run. */
  private List<String> withoutEffect(List<String> faults) {
    if (faults.isEmpty() || counts.lives() < LIVES_FOR_COVERAGE) {
      return List.of();
    }
    List<String> missing =
        new ArrayList<>(
            counts.withoutEffect(FaultSelection.parse(String.join(",", faults)).words()));
    if (counts.withSecondChannel() == 0 && counts.lives() >= LIVES_FOR_SECOND_CHANNEL) {
      missing.add("a second channel");
    }
    return missing;
  }

  private String sentence(Verdict verdict, boolean whole, List<String> missing) {
    if (verdict == Verdict.PASS) {
      return "every run kept every promise";
    }
    if (verdict == Verdict.UNKNOWN && !whole) {
      return "interrupted: runs that came to their end kept every promise";
    }
    if (counts.lives() == 0) {
      return "no run was made: no seed of the range is this shard's, or --for was over before";
    }
    return missing.isEmpty() || verdict != Verdict.VACUOUS
        ? "see the runs above"
        : "no fault took effect of " + String.join(", ", missing);
  }

  private void tell(long wallNanos, Verdict verdict, String sentence) {
    talk.println(counts.line(wallNanos));
    talk.println("hash: " + counts.hash());
    if (options.json) {
      Value.Fields summary = counts.json(wallNanos).with("verdict", Value.of(verdict.name()));
      System.out.print(ValueJson.writeIndented(summary.with("failures", Value.items(failures))));
    }
    talk.println(verdict + ": " + sentence);
  }

  private List<String> repeat(Life life) {
    List<String> words = new ArrayList<>(List.of("./assay", "simulate"));
    words.addAll(List.of("--seeds", Long.toString(life.scenario().seed().value())));
    words.addAll(List.of("--workload", String.join(",", options.workloads)));
    words.addAll(List.of("--faults", String.join(",", options.faults)));
    options.mutants.names.forEach(mutant -> words.addAll(List.of("--mutant", mutant)));
    return words;
  }

  private Duration limit() {
    if (options.limit.isEmpty()) {
      return options.seeds.isEmpty() ? USUAL_LIMIT : Duration.ofDays(365);
    }
    return Inputs.within("--for", options.limit.get(), "1s", "24h");
  }

  private Seeds seeds() {
    long first = new SecureRandom().nextLong() >>> 24;
    long last = first + Integer.MAX_VALUE;
    if (options.seeds.isPresent()) {
      Matcher range = RANGE.matcher(options.seeds.get());
      if (!range.matches()) {
        throw new BadArgumentException(
            "--seeds " + options.seeds.get() + " is neither a seed nor a range such as 1..1000");
      }
      first = number(range.group(1));
      last = range.group(2) == null ? first : number(range.group(2));
    }
    try {
      return new Seeds(first, last, options.shard);
    } catch (IllegalArgumentException e) {
      throw new BadArgumentException(Main.message(e));
    }
  }

  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new BadArgumentException("--seeds " + digits + " is beyond 64 bits");
    }
  }
}
