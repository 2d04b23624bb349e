package dev.assay.cli;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Checks;
import dev.assay.checkers.Recording;
import dev.assay.checkers.canary.SelfTested;
import dev.assay.checkers.certificate.CertificateFolder;
import dev.assay.checkers.certificate.Certificates;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.run.CheckRun;
import dev.assay.cli.verification.Decision;
import dev.assay.cli.verification.RecordedEnd;
import dev.assay.history.History;
import dev.assay.history.edn.HistoryFile;
import dev.assay.history.file.HistoryReader;
import dev.assay.history.run.RunDirectory;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decides again from what was recorded. */
@Command(
    name = "check",
    description = {
      "Decides again, from a run directory or from a history file by itself.",
      "Writes results.json when all checkers decide about a whole run directory."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      defaultValue = Inputs.LATEST,
      description =
          "a run directory, or a history: history.jsonl, EDN (Jepsen, Knossos, Porcupine), a Jepsen"
              + " log (default: ${DEFAULT-VALUE})")
  private Path path = Path.of(Inputs.LATEST);

  @Option(
      names = "--checker",
      paramLabel = "NAME",
      split = ",",
      description = "only these checkers, see 'assay list checkers'")
  private List<String> names = List.of();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = {
        "judges the history by this sequential model instead: register (Jepsen's failed operations",
        "did not happen), strict-register (a failed compare-and-set is an answer), the same by"
            + " key:",
        "registers, strict-registers; key-value, multi-register, mutex, counter, set, queue,"
            + " stack,",
        "priority-queue; bank:N and strict-bank:N with N on each account at first"
      })
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--readable-part",
      description = "of a history with a broken line, checks what can be read before it")
  private boolean readablePart;

  @Option(
      names = "--certificates",
      paramLabel = "FOLDER",
      description = {
        "where certificates of a history by itself go; those of a run go into its directory"
      })
  private Optional<Path> certificatesIn = Optional.empty();

  @Option(names = "--json", description = "prints the results as JSON")
  private boolean json;

  @Override
  public Integer call() {
    refuseWhatDoesNotGoTogether();
    List<Checker> checkers = chosen();
    PrintStream talk = json ? System.err : System.out;
    Results results;
    if (Files.isDirectory(path)) {
      RunDirectory run = Inputs.runDirectory(path);
      History history = read(run.historyFile(), talk);
      boolean all = names.isEmpty() && model.isEmpty();
      Certificates certificates =
          readablePart
              ? Certificates.NONE
              : all ? CertificateFolder.anew(path) : CertificateFolder.of(path);
      Recording recording = CheckRun.recording(run, history);
      Results decided =
          decide(all ? Decision.checkers(recording) : checkers, recording, certificates);
      results =
          all
              ? Decision.with(
                  Decision.whole(
                      decided,
                      history,
                      readablePart ? OptionalLong.empty() : RecordedEnd.events(run)),
                  RecordedEnd.of(run))
              : decided;
      if (all && !readablePart) {
        results.write(run.resultsFile());
      }
    } else if (Files.exists(path)) {
      Certificates certificates =
          certificatesIn.<Certificates>map(CertificateFolder::of).orElse(Certificates.NONE);
      results = decide(checkers, Recording.of(read(path, talk)), certificates);
    } else {
      throw new BadArgumentException(
          path + " does not exist: name a run directory or a history file");
    }
    if (json) {
      System.out.print(results.json());
    }
    VerdictLines.print(results, talk);
    return ExitCode.of(results.verdict());
  }

  private void refuseWhatDoesNotGoTogether() {
    if (model.isPresent() && !names.isEmpty()) {
      throw new BadArgumentException(
          "--model and --checker each say by what to judge: give one of them");
    }
    if (certificatesIn.isPresent() && Files.isDirectory(path)) {
      throw new BadArgumentException(
          "--certificates goes with a history by itself: those of a run go into " + path);
    }
  }

  private History read(Path file, PrintStream talk) {
    if (!readablePart || HistoryFile.form(file) != HistoryFile.Form.JSON_LINES) {
      return HistoryFile.read(file);
    }
    HistoryReader.ReadablePart part = HistoryReader.readReadablePart(file);
    part.leftOut().ifPresent(why -> talk.println("left out: " + why.getMessage()));
    return part.history();
  }

  private static Results decide(
      List<Checker> checkers, Recording recording, Certificates certificates) {
    return Checks.run(checkers, recording, Budget.Limits.DEFAULT, certificates);
  }

  private List<Checker> chosen() {
    if (model.isPresent()) {
      return List.of(Models.checker(model.get()));
    }
    List<Checker> all = CheckRun.catalog();
    List<String> known = all.stream().map(Checker::name).toList();
    List<String> wanted = new ArrayList<>(names);
    wanted.forEach(name -> Choice.of("checker", name, known));
    return SelfTested.all(
        wanted.isEmpty()
            ? CheckRun.checkers()
            : all.stream().filter(checker -> wanted.contains(checker.name())).toList());
  }
}
