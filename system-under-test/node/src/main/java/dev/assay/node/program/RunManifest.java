package dev.assay.node.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The manifest of a verification run ({@code run.json}), as far as a node has to know it. */
record RunManifest(Path file) {
  private static final int BYTES_MAX = 16 << 20;
  private static final Pattern MUTANTS = Pattern.compile("\"mutants\"\\s*:\\s*\\[([^\\]]*)\\]");

  /**
   * Sees to it that a planted bug was asked for.
   *
   * @throws IllegalArgumentException when it was not, or nobody can tell
   */
  static void require(Optional<RunManifest> manifest, String mutant) {
    if (manifest.isEmpty()) {
      throw new IllegalArgumentException(
          "--mutant %s plants a bug: it needs --manifest FILE, the run.json of a verification run that names it"
              .formatted(mutant));
    }
    if (!manifest.get().names(mutant)) {
      throw new IllegalArgumentException(
          "--mutant %s plants a bug, and %s does not name it among the mutants of its run"
              .formatted(mutant, manifest.get().file()));
    }
  }

  private boolean names(String mutant) {
    Matcher mutants = MUTANTS.matcher(text());
    return mutants.find() && mutants.group(1).contains("\"" + mutant + "\"");
  }

  private String text() {
    try (InputStream bytes = Files.newInputStream(file)) {
      return new String(bytes.readNBytes(BYTES_MAX), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--manifest %s can't be read (%s): name the run.json of a verification run"
              .formatted(file, e),
          e);
    }
  }
}
