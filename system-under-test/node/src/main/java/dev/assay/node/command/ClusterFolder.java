package dev.assay.node.command;

import dev.assay.node.grpc.Address;
import dev.assay.node.security.Authority;
import dev.assay.node.security.Authority.Validity;
import dev.assay.node.security.Credentials;
import dev.assay.node.security.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the commands keep of one cluster: {@code nodes}, a line {@code NAME=HOST:PORT} for each;
 * {@code client/}, with which they call; and for a local cluster {@code authority/} and, for each
 * node, {@code NAME/data}, {@code NAME/certificates} and {@code NAME/log}.
 */
record ClusterFolder(Path folder) {
  private static final String NODES = "nodes";

  Map<String, Address> nodes() throws IOException {
    try {
      Map<String, Address> nodes = new TreeMap<>();
      for (String line : Files.readAllLines(folder.resolve(NODES))) {
        if (!line.isBlank()) {
          add(nodes, line.strip());
        }
      }
      return nodes;
    } catch (NoSuchFileException e) {
      throw new CommandFailure(
          ExitCode.BAD_ARGUMENTS,
          "no cluster in %s: start one with './ledger cluster', or name the nodes with --nodes"
              .formatted(folder));
    }
  }

  /** Adds {@code NAME=HOST:PORT}. */
  static void add(Map<String, Address> nodes, String text) {
    int equals = text.indexOf('=');
    try {
      if (equals < 1) {
        throw new IllegalArgumentException("'%s' is not NAME=HOST:PORT".formatted(text));
      }
      nodes.put(text.substring(0, equals), Address.parse(text.substring(equals + 1)));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.BAD_ARGUMENTS, String.valueOf(e.getMessage()));
    }
  }

  void write(Map<String, Address> nodes) throws IOException {
    List<String> lines = new ArrayList<>();
    nodes.forEach((name, address) -> lines.add(name + "=" + address));
    Files.createDirectories(folder);
    Files.write(folder.resolve(NODES), lines);
  }

  Path client() {
    return folder.resolve("client");
  }

  Path data(String node) {
    return folder.resolve(node).resolve("data");
  }

  Path certificates(String node) {
    return folder.resolve(node).resolve("certificates");
  }

  Path log(String node) {
    return folder.resolve(node).resolve("log");
  }

  /** The authority of this folder, made when there is none yet. */
  Authority authority(Validity validity) throws IOException {
    Path certificate = folder.resolve("authority").resolve(Credentials.AUTHORITY_FILE);
    Path key = folder.resolve("authority").resolve("authority-key.pem");
    if (Files.exists(certificate)) {
      return Authority.of(Files.readString(certificate), Files.readString(key));
    }
    Authority made = Authority.create(validity);
    Files.createDirectories(folder.resolve("authority"));
    Credentials.writeSecret(key, made.keyPem());
    Files.writeString(certificate, made.certificatePem());
    return made;
  }

  /** Issues what is not there yet. */
  void issue(Authority authority, Identity identity, Path target, Validity validity)
      throws IOException {
    if (!Files.exists(target.resolve(Credentials.CERTIFICATE_FILE))) {
      authority.issue(identity, validity).write(target);
    }
  }
}
