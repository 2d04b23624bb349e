package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyCertificateTest {
  @TempDir private Path folder;

  @Test
  void passOfARunIsProvenAndATamperedProofIsRefused() throws IOException {
    Invoked run =
        Invoked.assay(
            "run",
            "--env",
            "sim",
            "--faults",
            "kill",
            "--time-limit",
            "5s",
            "--seed",
            "11",
            "--runs-dir",
            folder.toString(),
            "--no-progress");
    assertThat(run.exitCode()).as(run.err()).isZero();
    Path directory = folder.resolve("latest");
    assertThat(directory.resolve("results.json"))
        .content()
        .contains("\"certificate\": \"certificates/linearizability.json\"");

    Invoked proven = Invoked.assay("verify-certificate", directory.toString());
    assertThat(proven.out()).contains("linearizability.json: proven");
    assertThat(proven.exitCode()).isZero();

    byte[] results = Files.readAllBytes(directory.resolve("results.json"));
    Path certificate = directory.resolve("certificates/linearizability.json");
    byte[] first = Files.readAllBytes(certificate);
    assertThat(Invoked.assay("check", directory.toString()).exitCode()).isZero();
    assertThat(directory.resolve("results.json")).hasBinaryContent(results);
    assertThat(certificate).hasBinaryContent(first);

    withoutItsLastOperation(certificate);
    Invoked refused = Invoked.assay("verify-certificate", directory.toString());
    assertThat(refused.out()).containsPattern("linearizability.json: REFUSED: #\\d+ is missing");
    assertThat(refused.exitCode()).isEqualTo(1);
  }

  @Test
  void historyByItselfIsProvenToo() throws IOException {
    Path history = folder.resolve("history.edn");
    Files.writeString(
        history,
        """
        {:process 0, :type :invoke, :f :txn, :value [[:append :x 1]]}
        {:process 0, :type :ok, :f :txn, :value [[:append :x 1]]}
        {:process 1, :type :invoke, :f :txn, :value [[:r :x nil]]}
        {:process 1, :type :ok, :f :txn, :value [[:r :x []]]}
        """);

    Invoked check =
        Invoked.assay(
            "check",
            history.toString(),
            "--checker",
            "list-append",
            "--certificates",
            folder.toString());
    assertThat(check.out()).contains("G-single-realtime");
    assertThat(check.exitCode()).isEqualTo(1);

    Path certificate = folder.resolve("certificates/list-append.json");
    Invoked proven =
        Invoked.assay(
            "verify-certificate", certificate.toString(), "--history", history.toString());
    assertThat(proven.out()).contains("list-append.json: proven");

    withoutItsLastOperation(certificate);
    assertThat(
            Invoked.assay(
                    "verify-certificate", certificate.toString(), "--history", history.toString())
                .out())
        .contains("REFUSED: the operations have an order");
  }

  @Test
  void whatIsNoCertificateIsToldInOneLine() throws IOException {
    assertThat(Invoked.assay("verify-certificate", folder.toString()).exitCode()).isEqualTo(2);
    Path file = Files.writeString(folder.resolve("x.json"), "{");
    Invoked broken = Invoked.assay("verify-certificate", file.toString(), "--history", "nowhere");
    assertThat(broken.exitCode()).isEqualTo(254);
    assertThat(broken.err()).hasLineCount(1);
  }

  private static void withoutItsLastOperation(Path certificate) throws IOException {
    Value.Fields whole = (Value.Fields) ValueJson.read(Files.readString(certificate));
    Value.Items operations = (Value.Items) whole.get("operations").orElseThrow();
    List<Value> fewer = operations.items().subList(0, operations.items().size() - 1);
    Files.writeString(certificate, ValueJson.write(whole.with("operations", Value.items(fewer))));
  }
}
