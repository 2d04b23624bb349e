package dev.assay.cli;

import dev.assay.history.HistoryException;
import dev.assay.history.run.RunDirectoryException;
import dev.assay.nemesis.schedule.ScheduleException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The {@code assay} command. */
@Command(
    name = "assay",
    description = {
      "Puts a replicated system under load and under faults, records what clients saw,",
      "and decides from that record whether the system kept its promises."
    },
    subcommands = {
      RunCommand.class,
      SimulateCommand.class,
      ReplayCommand.class,
      ShrinkCommand.class,
      GateCommand.class,
      CheckCommand.class,
      VerifyCertificateCommand.class,
      ReportCommand.class,
      ListCommand.class,
      DoctorCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    footer = {
      "",
      "Exit codes: 0 PASS, 1 FAIL, 2 UNKNOWN, 3 VACUOUS, 254 bad arguments, 255 HARNESS."
    })
final class Main implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  private Main() {}

  public static void main(String[] args) {
    System.exit(exitCode(commandLine(), args));
  }

  /**
   * Does what the arguments say. An error that nobody foresaw is no verdict, though the JVM's own
   * exit code for it is that of FAIL.
   */
  static int exitCode(CommandLine command, String... args) {
    try {
      return command.execute(args);
    } catch (OutOfMemoryError e) {
      command
          .getErr()
          .println("assay: " + message(e) + ": give it more than 768m, such as ASSAY_HEAP=2g");
      return ExitCode.HARNESS;
    } catch (Error e) {
      return failed(e, command);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::badArguments)
        .setExecutionExceptionHandler(Main::harnessFailed);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command: try 'assay run' or 'assay --help'");
  }

  private static int badArguments(ParameterException refused, String[] args) {
    CommandLine command = refused.getCommandLine();
    command.getErr().println("assay: " + refused.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(refused, command.getErr());
    return ExitCode.BAD_ARGUMENTS;
  }

  private static int harnessFailed(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    if (isBadInput(failure)) {
      command.getErr().println("assay: " + message(failure));
      return ExitCode.BAD_ARGUMENTS;
    }
    return failed(failure, command);
  }

  private static int failed(Throwable failure, CommandLine command) {
    command.getErr().println("assay: " + message(failure));
    if (Boolean.getBoolean("assay.stacktrace")) {
      failure.printStackTrace(command.getErr());
    }
    return ExitCode.HARNESS;
  }

  /** What the user can mend: arguments, files that aren't what they should be. */
  private static boolean isBadInput(Exception failure) {
    return failure instanceof BadArgumentException
        || failure instanceof HistoryException
        || failure instanceof RunDirectoryException
        || failure instanceof ScheduleException;
  }

  static String message(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
