package dev.assay.cli;

import dev.assay.checkers.certificate.CertificateFolder;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Results;
import dev.assay.checkers.result.Verdict;
import dev.assay.checkers.rule.Rules;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.History;
import dev.assay.history.Value;
import dev.assay.history.edn.HistoryFile;
import dev.assay.history.file.JsonException;
import dev.assay.history.file.ValueJson;
import dev.assay.history.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks what proves the verdicts, by a verifier that shares nothing with the checkers. */
@Command(
    name = "verify-certificate",
    description = {
      "Checks again what proves a run's verdicts, or one certificate against a history.",
      "Exit code 0: every certificate proves its verdict; 1: one does not; 2: there is none."
    },
    mixinStandardHelpOptions = true)
final class VerifyCertificateCommand implements Callable<Integer> {
  private static final long FILE_BYTES_MAX = 256 << 20;
  private static final int PROVEN = 0;
  private static final int REFUSED = 1;
  private static final int NONE = 2;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      defaultValue = Inputs.LATEST,
      description = "a run directory, or a certificate's file (default: ${DEFAULT-VALUE})")
  private Path path = Path.of(Inputs.LATEST);

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = "the history (default: that of the run to which the certificate belongs)")
  private Optional<Path> historyFile = Optional.empty();

  @Override
  public Integer call() {
    boolean isRun = Files.isDirectory(path);
    if (!Files.exists(path)) {
      throw new BadArgumentException(path + " does not exist: name a run directory or a file");
    }
    List<Path> files = isRun ? CertificateFolder.files(path) : List.of(path);
    if (files.isEmpty()) {
      System.out.println(path + " holds no certificates: decide again with 'assay check'");
      return NONE;
    }
    History history = read(historyFile.orElseGet(() -> historyOf(isRun)));
    Rules rules = new Rules(run(isRun), history);
    boolean allProven = true;
    for (Path file : files) {
      Value certificate = certificate(file);
      Optional<String> why =
          isOfARule(certificate)
              ? rules.refusal(certificate)
              : Verifier.refusal(history, certificate);
      allProven &= why.isEmpty();
      System.out.println(
          file.getFileName() + ": " + why.map(w -> "REFUSED: " + w + ".").orElse("proven"));
    }
    if (isRun) {
      unproven(new RunDirectory(path));
    }
    return allProven ? PROVEN : REFUSED;
  }

  /** Verdicts that nobody but their checker vouches for. */
  private static void unproven(RunDirectory run) {
    if (Files.exists(run.resultsFile())) {
      for (CheckResult check : Results.read(run.resultsFile()).checks()) {
        boolean isDefinite = check.verdict() == Verdict.PASS || check.verdict() == Verdict.FAIL;
        if (isDefinite && check.statistics().get("certificate").isEmpty()) {
          System.out.println(check.checker() + ": " + check.verdict() + " without a certificate");
        }
      }
    }
  }

  private static boolean isOfARule(Value certificate) {
    return certificate instanceof Value.Fields fields && fields.get("rule").isPresent();
  }

  private Path run(boolean isRun) {
    return isRun ? path : path.toAbsolutePath().resolveSibling("..").normalize();
  }

  private Path historyOf(boolean isRun) {
    Path history = run(isRun).resolve("history.jsonl");
    if (!Files.exists(history)) {
      throw new BadArgumentException(history + " does not exist: name the history with --history");
    }
    return history;
  }

  private static History read(Path file) {
    return HistoryFile.read(file);
  }

  private static Value certificate(Path file) {
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        throw new BadArgumentException(file + " is longer than " + FILE_BYTES_MAX + " bytes");
      }
      return ValueJson.read(Files.readString(file));
    } catch (IOException | JsonException e) {
      throw new BadArgumentException(
          "%s cannot be read as a certificate (%s)"
              .formatted(file, e instanceof JsonException ? e.getMessage() : e));
    }
  }
}
