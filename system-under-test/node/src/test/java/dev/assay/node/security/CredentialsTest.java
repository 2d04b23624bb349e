package dev.assay.node.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.node.security.Authority.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  private static final Authority AUTHORITY = Authority.create(Validity.AGES);

  @Test
  void whatIsWrittenIsReadAgain(@TempDir Path folder) throws IOException {
    Credentials issued = AUTHORITY.issue(Identity.node("n1"), Validity.AGES);
    issued.write(folder);
    Credentials read = Credentials.read(folder);
    assertThat(read.certificate()).isEqualTo(issued.certificate());
    assertThat(read.key()).isEqualTo(issued.key());
    assertThat(read.authorities()).isEqualTo(issued.authorities());
    assertThat(read.identity()).contains(Identity.node("n1"));
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve(Credentials.KEY_FILE))))
        .isEqualTo("rw-------");
  }

  @Test
  void keptAuthorityIssuesOn() throws Exception {
    Authority kept = Authority.of(AUTHORITY.certificatePem(), AUTHORITY.keyPem());
    X509Certificate issued = kept.issue(Identity.client("anna"), Validity.AGES).certificate();
    issued.verify(Credentials.certificate(AUTHORITY.certificatePem()).getPublicKey());
    assertThat(Identity.of(issued)).contains(Identity.client("anna"));
  }

  @Test
  void certificateSaysWhatItIsFor() throws Exception {
    Validity validity =
        new Validity(Instant.parse("2049-12-31T23:59:59Z"), Instant.parse("2050-01-01T00:00:00Z"));
    X509Certificate node = AUTHORITY.issue(Identity.node("n-1"), validity).certificate();
    assertThat(node.getNotBefore().toInstant()).isEqualTo(validity.from());
    assertThat(node.getNotAfter().toInstant()).isEqualTo(validity.until());
    assertThat(node.getExtendedKeyUsage()).hasSize(2);
    assertThat(node.getBasicConstraints()).isEqualTo(-1);
    assertThat(node.getKeyUsage()).startsWith(true, false, false, false, false, false, false);
    X509Certificate client = AUTHORITY.issue(Identity.client("c"), validity).certificate();
    assertThat(client.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    X509Certificate authority = Credentials.certificate(AUTHORITY.certificatePem());
    assertThat(authority.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
    assertThat(authority.getKeyUsage()[5]).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "N1", "n_1", "n1.", "-n", "n-", "n1.node", "ä"})
  void namesThatAreNoLabelsAreRefused(String name) {
    assertThatThrownBy(() -> Identity.node(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("can't be in a certificate");
  }

  @Test
  void missingAndSenselessFilesAreNamed(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> Credentials.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no certificate.pem in " + folder);
    AUTHORITY.issue(Identity.node("n1"), Validity.AGES).write(folder);
    Files.writeString(folder.resolve(Credentials.KEY_FILE), "-----BEGIN PRIVATE KEY-----\nAAAA\n");
    assertThatThrownBy(() -> Credentials.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bad key.pem (0 private keys in place of one) in " + folder);
  }

  @Test
  void damagedTextIsRefusedWhereverItIsCut() {
    Map<String, String> texts = AUTHORITY.issue(Identity.node("n1"), Validity.AGES).texts();
    for (String name : texts.keySet()) {
      for (int length = 0; length < texts.get(name).length() - 2; length += 7) {
        Map<String, String> cut = new LinkedHashMap<>(texts);
        cut.put(name, texts.get(name).substring(0, length));
        assertThatThrownBy(() -> Credentials.of(cut))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("bad " + name);
      }
    }
  }
}
