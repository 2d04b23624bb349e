package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.history.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever became of a run's files, the commands that read them give a verdict or one sentence. */
final class BrokenRunDirectoryTest {
  private static final Seed POSITIONS = new Seed(11);

  /** Files and who reads them; what check writes anew comes before it. */
  private static final List<Read> READS =
      List.of(
          new Read("certificates/linearizability.json", "verify-certificate"),
          new Read("history.jsonl", "verify-certificate"),
          new Read("results.json", "report"),
          new Read("run.json", "report"),
          new Read("events.jsonl", "report"),
          new Read("events.jsonl", "check"),
          new Read("history.jsonl", "check"),
          new Read("nodes/n1/chain.jsonl", "check"),
          new Read("run.json", "check"));

  private static final Map<String, UnaryOperator<byte[]>> DAMAGES =
      Map.of(
          "cut off", good -> Arrays.copyOf(good, POSITIONS.below(1, good.length)),
          "not UTF-8", good -> with(good, 0xc3),
          "an object without fields", _ -> "{}\n".getBytes(StandardCharsets.UTF_8),
          "a number too large", BrokenRunDirectoryTest::tooLarge);

  @TempDir private Path folder;

  @Test
  void isJudgedOrRefusedInOneSentence() throws IOException {
    Path run = made();
    List<String> wrong = new ArrayList<>();
    for (Read read : READS) {
      Path file = run.resolve(read.file());
      byte[] good = Files.readAllBytes(file);
      DAMAGES.forEach(
          (damage, how) -> {
            write(file, how.apply(good));
            read.in(run).ifPresent(end -> wrong.add(read + ", " + damage + ": " + end));
          });
      Files.delete(file);
      Files.createDirectory(file);
      read.in(run).ifPresent(end -> wrong.add(read + ", a folder: " + end));
      Files.delete(file);
      Files.write(file, good);
    }
    assertThat(wrong).isEmpty();
  }

  private record Read(String file, String command) {
    /** What is wrong with the command's end; empty when nothing is. */
    Optional<String> in(Path run) {
      Invoked done = Invoked.assay(command, run.toString());
      boolean judged = done.exitCode() < 254 && done.err().isEmpty();
      boolean refused = done.exitCode() == 254 && done.err().lines().count() == 1;
      boolean doubted = done.exitCode() == 255 && done.out().contains("HARNESS: ");
      return judged || refused || doubted
          ? Optional.empty()
          : Optional.of("exit code " + done.exitCode() + ", " + done.err());
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] with(byte[] good, int value) {
    byte[] bad = good.clone();
    bad[POSITIONS.below(2, bad.length)] = (byte) value;
    return bad;
  }

  private static byte[] tooLarge(byte[] good) {
    return new String(good, StandardCharsets.UTF_8)
        .replaceFirst(":\\s*[0-9]+", ":" + Long.MAX_VALUE)
        .getBytes(StandardCharsets.UTF_8);
  }

  private Path made() throws IOException {
    Invoked.assay(
        "run",
        "--env",
        "sim",
        "--nodes",
        "3",
        "--time-limit",
        "2s",
        "--seed",
        "5",
        "--faults",
        "kill",
        "--runs-dir",
        folder.toString());
    return folder.resolve("latest").toRealPath();
  }
}
