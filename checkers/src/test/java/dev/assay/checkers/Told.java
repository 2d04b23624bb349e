package dev.assay.checkers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Evidence;
import dev.assay.history.file.ValueJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds every word of what checkers tell: each result is a line of {@code told/FILE.txt} that
 * somebody has read. Written anew with {@code -Dassay.told=FOLDER}, to be sorted and looked over.
 */
public final class Told {
  private static final String FOLDER = System.getProperty("assay.told", "");

  private final String file;
  private final Set<String> known;

  private Told(String file, Set<String> known) {
    this.file = file;
    this.known = known;
  }

  /** What is told by tests that share a file. */
  public static Told of(String file) {
    try (InputStream stream = Told.class.getResourceAsStream("/told/" + file + ".txt")) {
      Set<String> known = new HashSet<>();
      if (stream != null) {
        new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(known::add);
      }
      return new Told(file, known);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Decides as always; every word of it, its effort included, is known. */
  public CheckResult check(Checker checker, Recording recording) {
    Budget budget = new Budget(Budget.Limits.DEFAULT);
    CheckResult result = Checks.run(checker, recording, budget);
    // How long a search takes is its own affair.
    String effort = checker.name().equals("linearizability") ? "" : budget.steps() + " steps";
    holds(
        "%s | %s | %s | %s | %s | %s"
            .formatted(
                result.checker(),
                result.verdict(),
                result.summary(),
                result.evidence().stream().map(Told::text).collect(Collectors.joining(" / ")),
                ValueJson.write(result.statistics()),
                effort));
    holds(checker.name() + " promises: " + checker.promise());
    return result;
  }

  private static String text(Evidence evidence) {
    return evidence.operations() + " " + evidence.sentence();
  }

  private void holds(String line) {
    if (FOLDER.isEmpty()) {
      assertThat(known).as("a line of told/%s.txt", file).contains(line);
      return;
    }
    try {
      Files.writeString(
          Path.of(FOLDER, file + ".txt"),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
