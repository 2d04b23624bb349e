package dev.assay.cli;

import dev.assay.checkers.result.Verdict;
import dev.assay.cli.gate.Arena;
import dev.assay.cli.gate.Attempt;
import dev.assay.cli.gate.DeployedArena;
import dev.assay.cli.gate.Exposure;
import dev.assay.cli.gate.Exposures;
import dev.assay.cli.gate.Gate;
import dev.assay.cli.gate.GateResults;
import dev.assay.cli.gate.Hunt;
import dev.assay.cli.gate.KillMatrix;
import dev.assay.cli.gate.SimulatedArena;
import dev.assay.history.Seed;
import dev.assay.history.run.RunDirectory;
import dev.assay.reports.GatePage;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The proof that every check bites. */
@Command(
    name = "gate",
    description = {
      "Hunts every planted bug under the faults and the load that must expose it, a campaign of",
      "fresh runs until the first that reports it, and makes honest runs beside them. Bugs of the",
      "nodes must FAIL, bugs of the harness must end in doubt, honest runs must pass.",
      "Exits 1 when a mutant is missed in more than one campaign of ten or an honest run does not",
      "pass."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class GateCommand implements Callable<Integer> {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:\\.\\.(\\d{1,4}))?");

  @Mixin private final GateOptions options = new GateOptions();

  @Override
  public Integer call() {
    Seed seed = new Seed(options.seed.orElseGet(() -> new SecureRandom().nextLong() >>> 1));
    PrintStream talk = System.out;
    Catalog catalog = new Catalog();
    boolean simulated = options.environment.equals("sim");
    Choice.of("environment", options.environment, catalog.environments().keySet());
    List<Exposure> exposures = exposures();
    Gate.Plan plan = plan(seed, simulated);
    options.json.ifPresent(file -> Inputs.requireWritable("--json", file));
    options.html.ifPresent(file -> Inputs.requireWritable("--html", file));
    talk.println("seed: " + seed.value());
    Arena arena =
        simulated
            ? new SimulatedArena()
            : new DeployedArena(
                EnvironmentChoice.of(options.environment, catalog, Optional.empty(), talk),
                catalog.system("ledger"),
                options.runs.path);
    RunStop stop = new RunStop();
    Gate gate = new Gate(arena, exposures, plan, stop::asked);
    GateProgress progress = new GateProgress(talk, gate.parts());
    try {
      GateResults results = gate.run(progress);
      progress.clear();
      Verdict verdict = told(results, seed, talk);
      stop.told(verdict);
      return ExitCode.of(verdict);
    } finally {
      stop.close();
    }
  }

  private Verdict told(GateResults results, Seed seed, PrintStream talk) {
    KillMatrix.lines(results).forEach(talk::println);
    Verdict verdict = results.verdict();
    Path folder =
        options.runs.path.resolve("gate").resolve(RunDirectory.folderName(Instant.now(), seed));
    Path json = options.json.orElseGet(() -> folder.resolve("gate.json"));
    Path html = options.html.orElseGet(() -> folder.resolve("gate.html"));
    GatePage.write(json, html, results.json());
    talk.println(
        verdict
            + ": "
            + switch (verdict) {
              case PASS -> "every mutant was found and every honest run passed";
              case FAIL -> "a mutant survives or an honest run did not pass: see above";
              case UNKNOWN, VACUOUS, HARNESS ->
                  results.whole()
                      ? "nothing was tried: no campaign or honest run is this shard's"
                      : "interrupted before everything was tried";
            });
    talk.println("results: " + json);
    talk.println("report: " + html);
    return verdict;
  }

  private List<Exposure> exposures() {
    List<Exposure> all =
        Exposures.all().stream().filter(it -> it.places().contains(options.environment)).toList();
    List<String> names = all.stream().map(Exposure::name).toList();
    options.mutants.forEach(name -> Choice.of("mutant", name, names));
    return options.mutants.isEmpty()
        ? all
        : all.stream().filter(it -> options.mutants.contains(it.name())).toList();
  }

  private Gate.Plan plan(Seed seed, boolean simulated) {
    Duration budget = options.budget.orElse(Duration.ofSeconds(simulated ? 60 : 180));
    Inputs.within("--budget", budget, "1s", "1h");
    int clean = options.clean.orElse(simulated ? 200 : 2);
    Inputs.within("--clean", clean, 0, 100_000);
    int jobs = options.jobs.orElse(simulated ? Runtime.getRuntime().availableProcessors() : 1);
    Inputs.within("--jobs", jobs, 1, simulated ? 256 : 1);
    return new Gate.Plan(seed, campaigns(simulated), budget, clean, jobs, options.shard);
  }

  private List<Integer> campaigns(boolean simulated) {
    String text = options.campaigns.orElse(simulated ? "10" : "1");
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      throw new BadArgumentException(
          "--campaigns " + text + " is neither a number nor a range such as 3..3");
    }
    int last = Integer.parseInt(range.group(range.group(2) == null ? 1 : 2));
    int first = range.group(2) == null ? 1 : Integer.parseInt(range.group(1));
    Inputs.within("--campaigns", last, 1, 100);
    Inputs.within("--campaigns", first, 1, last);
    return IntStream.rangeClosed(first, last).boxed().toList();
  }

  /** A line that says how far the gate is, or one for each thing that is worth one. */
  private static final class GateProgress implements Gate.Observer {
    private final ProgressText line;
    private final int parts;
    private int over;
    private int found;
    private int missed;
    private int passed;
    private int others;

    GateProgress(PrintStream out, int parts) {
      this.line = new ProgressText(out);
      this.parts = parts;
    }

    @Override
    public void hunted(Hunt hunt) {
      if (hunt.kill().isPresent()) {
        found++;
      } else {
        missed++;
        line.println(
            "%s was missed in campaign %d, in %d runs"
                .formatted(hunt.exposure().name(), hunt.campaign(), hunt.lives()));
      }
      show();
    }

    @Override
    public void lived(Attempt clean) {
      if (clean.verdict() == Verdict.PASS) {
        passed++;
      } else {
        others++;
        line.println(
            "honest run of seed %d: %s: %s"
                .formatted(clean.seed(), clean.verdict(), clean.cause()));
      }
      show();
    }

    void clear() {
      line.clear();
    }

    private void show() {
      over++;
      line.show(
          "%d of %d   mutants found %d, missed %d   honest passed %d, others %d"
              .formatted(over, parts, found, missed, passed, others));
    }
  }
}
