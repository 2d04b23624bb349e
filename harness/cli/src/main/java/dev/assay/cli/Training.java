package dev.assay.cli;

import dev.assay.history.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Does for a while what the command is mostly asked for, so that the Java runtime can note which
 * classes and methods that takes: simulated runs, and the check of another system's history. Exit
 * code 0: done.
 */
final class Training {
  private static final Seed SEED = new Seed(1);
  private static final int LINES = 3_000;
  private static final int CHECKS = 10;

  private Training() {}

  /**
   * Everything in this one process.
   *
   * @param args a folder that there is, for what is left behind
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int worst = command("simulate", "--seeds", "1..20", "--jobs", "1", "--runs-dir", args[0]);
    for (int check = 0; check < CHECKS; check++) {
      Path log = folder.resolve("register-" + check + ".log");
      Files.write(log, RegisterLog.lines(SEED.fork(log.getFileName().toString()), LINES));
      worst = Math.max(worst, command("check", log.toString(), "--model", "strict-register"));
    }
    System.exit(worst);
  }

  private static int command(String... args) {
    return Main.exitCode(Main.commandLine(), args);
  }
}
