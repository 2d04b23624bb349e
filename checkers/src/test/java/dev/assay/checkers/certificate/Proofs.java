package dev.assay.checkers.certificate;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Checks;
import dev.assay.checkers.Recording;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.rule.Rules;
import dev.assay.checkers.verifier.Verifier;
import dev.assay.history.History;
import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A checker's result with its certificate, and others of its, as they are written and read again.
 */
public record Proofs(CheckResult result, Optional<Value> certificate, List<Value> others) {

  public static Proofs of(Checker checker, Recording recording, Path folder) {
    CheckResult result =
        Checks.run(
                List.of(checker), recording, Budget.Limits.DEFAULT, CertificateFolder.anew(folder))
            .checks()
            .getFirst();
    Path own = Path.of(checker.name() + ".json");
    List<Path> files = CertificateFolder.files(folder);
    return new Proofs(
        result,
        files.stream().filter(f -> f.endsWith(own)).findFirst().map(f -> ValueJson.read(text(f))),
        files.stream().filter(f -> !f.endsWith(own)).map(f -> ValueJson.read(text(f))).toList());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why the certificate proves nothing, to the verifier of its kind. */
  public static Optional<String> refusal(History history, Value certificate, Path folder) {
    boolean isOfARule = ((Value.Fields) certificate).get("rule").isPresent();
    return isOfARule
        ? new Rules(folder, history).refusal(certificate)
        : Verifier.refusal(history, certificate);
  }
}
