package dev.assay.checkers.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The verifier stays small enough to be read at one sitting, and by itself. */
final class VerifierSizeTest {
  private static final long KERNEL_LINES_MAX = 200;
  private static final long WORDS_LINES_MAX = 75;
  private static final long MEANING_LINES_MAX = 405;
  private static final long RULE_LINES_MAX = 285;
  private static final long FAMILY_RULES_LINES_MAX = 165;
  private static final long PHENOMENON_LINES_MAX = 260;
  private static final Path SOURCES = Path.of("src/main/java/dev/assay/checkers");
  private static final String WORDS = "statement/Atom.java";
  private static final String FAMILY_RULES = "rule/FamilyRules.java";
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);

  /** All that decides: orders, time, what is forgotten of a few; all but what words mean. */
  @Test
  void whatDecidesIsAtMostTwoHundredLinesOfCode() throws IOException {
    assertThat(lines("verifier") + lines("statement") - lines(WORDS))
        .isBetween(100L, KERNEL_LINES_MAX);
  }

  /** What the words of the language find in a cell of the state, and do to it. */
  @Test
  void theLanguageStaysSmall() throws IOException {
    assertThat(lines(WORDS)).isBetween(50L, WORDS_LINES_MAX);
  }

  /** A list: a line or two for each operation of two dozen models. */
  @Test
  void whatOperationsMeanDoesNotGrow() throws IOException {
    assertThat(lines("meaning")).isBetween(100L, MEANING_LINES_MAX);
  }

  /**
   * Another verifier, of what single places of a run's files show (a third of it reads them), and
   * of what no order of a family's operations does.
   */
  @Test
  void rulesAboutFilesDoNotGrow() throws IOException {
    assertThat(lines("rule") - lines(FAMILY_RULES)).isBetween(100L, RULE_LINES_MAX);
    assertThat(lines(FAMILY_RULES)).isBetween(100L, FAMILY_RULES_LINES_MAX);
  }

  /** A third one, of what transactions show; a line or two for each name. */
  @Test
  void phenomenaDoNotGrow() throws IOException {
    assertThat(lines("phenomenon")).isBetween(100L, PHENOMENON_LINES_MAX);
  }

  private static long lines(String part) throws IOException {
    long lines = 0;
    for (String source : sources(part)) {
      lines +=
          COMMENT
              .matcher(source)
              .replaceAll("")
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("//"))
              .filter(line -> !line.startsWith("import ") && !line.startsWith("package "))
              .count();
    }
    return lines;
  }

  @Test
  void itSharesNothingWithTheCheckers() throws IOException {
    for (String part : List.of("verifier", "statement", "meaning", "rule", "phenomenon")) {
      for (String source : sources(part)) {
        assertThat(source.lines().filter(line -> line.startsWith("import ")))
            .allMatch(
                line ->
                    line.contains(" java.")
                        || line.contains("dev.assay.history.")
                        || line.contains("dev.assay.checkers.statement.")
                        || line.contains("dev.assay.checkers.meaning.")
                        || line.contains("dev.assay.checkers.phenomenon.")
                        || line.contains("dev.assay.checkers.rule.")
                        || line.contains("org.jspecify."));
      }
    }
  }

  /** Of a package, or of one file. */
  private static List<String> sources(String part) throws IOException {
    if (part.endsWith(".java")) {
      return List.of(text(SOURCES.resolve(part)));
    }
    try (Stream<Path> files = Files.list(SOURCES.resolve(part))) {
      List<Path> sorted = files.sorted().toList();
      assertThat(sorted).isNotEmpty();
      return sorted.stream().map(VerifierSizeTest::text).toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
