package dev.assay.checkers.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.history.Value;
import dev.assay.history.file.ValueJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificateTest {
  @TempDir private Path folder;

  private static final Certificate RULE =
      Certificate.rule("lives", "executed-stays", List.of(Value.of(6), Value.of("n2")));

  @Test
  void orderIsWrittenInLinesOf32() throws IOException {
    Certificate order =
        Certificate.order("bank", "bank:3", "realtime", LongStream.range(0, 65).toArray());
    Path file = folder.resolve("bank.json");
    order.write(file);

    String lines =
        List.of(LongStream.range(0, 32), LongStream.range(32, 64), LongStream.range(64, 65))
            .stream()
            .map(line -> line.mapToObj(Long::toString).collect(Collectors.joining(",")))
            .collect(Collectors.joining(",\n"));
    assertThat(Files.readString(file))
        .isEqualTo(
            "{\"certificate\":\"order\",\"checker\":\"bank\",\"model\":\"bank:3\","
                + "\"respects\":\"realtime\",\"until\":9223372036854775807,\"operations\":["
                + lines
                + "]}\n");
    assertThat(ValueJson.read(Files.readString(file))).isEqualTo(order.value());
  }

  @Test
  void ruleIsWrittenWithWhatItCites() throws IOException {
    Path file = folder.resolve("lives.json");
    RULE.write(file);

    assertThat(Files.readString(file))
        .isEqualTo(
            "{\"certificate\":\"rule\",\"checker\":\"lives\",\"rule\":\"executed-stays\","
                + "\"cites\":[6,\"n2\"]}\n");
    assertThat(ValueJson.read(Files.readString(file))).isEqualTo(RULE.value());
  }

  @Test
  void folderSaysWhereItKeepsAndListsNothingElse() throws IOException {
    assertThat(CertificateFolder.files(folder)).isEmpty();
    CertificateFolder certificates = CertificateFolder.of(folder);

    assertThat(certificates.keep("lives", RULE)).contains("certificates/lives.json");
    assertThat(certificates.keep("halts", RULE)).contains("certificates/halts.json");
    Path other = Files.writeString(folder.resolve("certificates/notes.txt"), "mine");
    assertThat(CertificateFolder.files(folder))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("halts.json", "lives.json");

    CertificateFolder.anew(folder);
    assertThat(CertificateFolder.files(folder)).isEmpty();
    assertThat(other).exists();
  }
}
