package dev.assay.node.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The {@code ledger} command. */
@Command(
    name = "ledger",
    description = "Asks a cluster of ledger nodes, or runs one on this machine.",
    subcommands = {
      ClusterCommand.class,
      AccountCommands.OpenCommand.class,
      AccountCommands.TransferCommand.class,
      AccountCommands.BalanceCommand.class,
      AccountCommands.BalancesCommand.class,
      StatusCommand.class,
      ChainCommand.class,
      ContractCommands.RegisterCommands.class,
      ContractCommands.ChannelCommands.class,
      ContractCommands.RunCommand.class,
      ContractCommands.AskCommand.class,
      MemberCommands.MemberCommand.class,
      MemberCommands.TransferLeaderCommand.class,
      VerifyCommand.class,
      InspectFolderCommand.class,
      CertificatesCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done, 1 refused, 2 unknown (may have happened), 3 nobody could answer, 254 bad"
          + " arguments, 255 broken."
    })
public final class LedgerMain {
  private LedgerMain() {}

  /** Runs one command; see the exit codes in its help. */
  public static void main(String[] arguments) {
    // Libraries have nothing to say to people.
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "assay-node-logback-quiet.xml");
    }
    System.exit(
        execute(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            arguments));
  }

  /** The same without ending the program. */
  static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line =
        new CommandLine(new LedgerMain())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(LedgerMain::badArguments)
            .setExecutionExceptionHandler(LedgerMain::failed);
    return line.execute(arguments);
  }

  private static int badArguments(ParameterException refused, String[] arguments) {
    CommandLine command = refused.getCommandLine();
    command.getErr().println("ledger: " + refused.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(refused, command.getErr());
    return ExitCode.BAD_ARGUMENTS;
  }

  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    command
        .getErr()
        .println("ledger: " + (cause.getMessage() == null ? cause.toString() : cause.getMessage()));
    return cause instanceof CommandFailure known ? known.exitCode() : ExitCode.BROKEN;
  }
}
