package dev.assay.environment.process;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the process environment is set up.
 *
 * @param javaExecutable the runtime that nodes are started with
 * @param workRoot where data of running nodes goes: a folder that exists, on a disk with room
 * @param toxiproxy a Toxiproxy server on this machine to use in place of the embedded one
 * @param startBound how long a node may take from its start to its first answer
 */
public record ProcessOptions(
    Path javaExecutable, Path workRoot, Optional<URI> toxiproxy, Duration startBound) {
  public ProcessOptions {
    toxiproxy.ifPresent(ProcessOptions::requireUsable);
    if (startBound.isNegative() || startBound.isZero()) {
      throw new IllegalArgumentException("start bound " + startBound + " is not above zero");
    }
  }

  private static void requireUsable(URI server) {
    boolean http = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
    if (!http || server.getHost() == null) {
      throw new IllegalArgumentException(
          "Toxiproxy's address '" + server + "' is not like http://127.0.0.1:8474");
    }
  }

  /** The runtime and the temporary folder of the harness, the embedded server, a minute. */
  public static ProcessOptions defaults() {
    return new ProcessOptions(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        Path.of(System.getProperty("java.io.tmpdir")),
        Optional.empty(),
        Duration.ofMinutes(2));
  }
}
