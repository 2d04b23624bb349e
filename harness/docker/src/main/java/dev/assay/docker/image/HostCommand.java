package dev.assay.docker.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this machine that is run to its end, within a bound. */
final class HostCommand {
  private HostCommand() {}

  /**
   * Returns what the program wrote to standard output.
   *
   * @throws IOException when it can't be started, fails, or takes longer; with the end of what it
   *     said
   */
  static String run(Duration bound, List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("assay-", ".out");
    Path errors = Files.createTempFile("assay-", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IOException("%s took longer than %s".formatted(command.getFirst(), bound));
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            "%s ended with %d: %s"
                .formatted(
                    command.getFirst(),
                    process.exitValue(),
                    tail(Files.readString(errors) + Files.readString(output))));
      }
      return Files.readString(output);
    } finally {
      Files.deleteIfExists(output);
      Files.deleteIfExists(errors);
    }
  }

  private static String tail(String text) {
    String last = text.strip();
    return last.length() <= 400 ? last : "… " + last.substring(last.length() - 400);
  }
}
