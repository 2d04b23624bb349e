package dev.assay.cli;

import dev.assay.checkers.certificate.CertificateFolder;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.History;
import dev.assay.history.Value;
import dev.assay.history.edn.HistoryFile;
import dev.assay.history.file.JsonException;
import dev.assay.history.file.ValueJson;
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
    boolean allProven = true;
    for (Path file : files) {
      Optional<String> why = Verifier.refusal(history, certificate(file));
      allProven &= why.isEmpty();
      System.out.println(
          file.getFileName() + ": " + why.map(w -> "REFUSED: " + w + ".").orElse("proven"));
    }
    return allProven ? PROVEN : REFUSED;
  }

  private Path historyOf(boolean isRun) {
    Path run = isRun ? path : path.toAbsolutePath().resolveSibling("..").normalize();
    Path history = run.resolve("history.jsonl");
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
