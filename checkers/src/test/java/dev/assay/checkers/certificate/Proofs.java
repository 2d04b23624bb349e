package dev.assay.checkers.certificate;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Checks;
import dev.assay.checkers.Recording;
import dev.assay.checkers.result.CheckResult;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A checker's result with its certificate as it is written and read again. */
public record Proofs(CheckResult result, Optional<Value> certificate) {

  public static Proofs of(Checker checker, Recording recording, Path folder) {
    CheckResult result =
        Checks.run(
                List.of(checker), recording, Budget.Limits.DEFAULT, CertificateFolder.anew(folder))
            .checks()
            .getFirst();
    return new Proofs(
        result,
        CertificateFolder.files(folder).stream()
            .findFirst()
            .map(file -> ValueJson.read(text(file))));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
