package dev.assay.node.command;

import dev.assay.ledger.Query;
import dev.assay.ledger.Transaction;
import dev.assay.ledger.contract.ChannelsContract;
import dev.assay.ledger.contract.RegisterContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Any contract by its name, and short forms for two of them. */
final class ContractCommands {
  private ContractCommands() {}

  @Command(
      name = "run",
      description =
          "Runs a function of a contract, as in: run list-append run 'a k 1' 'r k'; run set add s"
              + " 1.")
  static final class RunCommand implements Callable<Integer> {
    @Mixin private Submitting submitting = new Submitting();

    @Parameters(index = "0", paramLabel = "CONTRACT")
    private String contract = "";

    @Parameters(index = "1", paramLabel = "FUNCTION")
    private String function = "";

    @Parameters(index = "2..*", paramLabel = "ARGUMENT")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws IOException {
      return submitting.submit(new Transaction(submitting.id(), contract, function, arguments));
    }
  }

  @Command(name = "ask", description = "Asks a contract something, as in: ask set elements s.")
  static final class AskCommand implements Callable<Integer> {
    @Mixin private Asking asking = new Asking();

    @Parameters(index = "0", paramLabel = "CONTRACT")
    private String contract = "";

    @Parameters(index = "1", paramLabel = "FUNCTION")
    private String function = "";

    @Parameters(index = "2..*", paramLabel = "ARGUMENT")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws IOException {
      Calls.Output output = asking.ask(new Query(contract, function, arguments));
      asking.print(Answer.one(Answer.row("output", output.values(), "block", output.block())));
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "register",
      description = "Values by key: write, compare and set, read.",
      subcommands = {RegisterWrite.class, RegisterCas.class, RegisterRead.class},
      synopsisSubcommandLabel = "COMMAND")
  static final class RegisterCommands {}

  @Command(name = "write", description = "Writes a value.")
  static final class RegisterWrite implements Callable<Integer> {
    @Mixin private Submitting submitting = new Submitting();

    @Parameters(index = "0", paramLabel = "KEY")
    private String key = "";

    @Parameters(index = "1", paramLabel = "VALUE")
    private String value = "";

    @Override
    public Integer call() throws IOException {
      return submitting.submit(RegisterContract.write(submitting.id(), key, value));
    }
  }

  @Command(name = "cas", description = "Writes a value if another is there now.")
  static final class RegisterCas implements Callable<Integer> {
    @Mixin private Submitting submitting = new Submitting();

    @Parameters(index = "0", paramLabel = "KEY")
    private String key = "";

    @Parameters(index = "1", paramLabel = "EXPECTED")
    private String expected = "";

    @Parameters(index = "2", paramLabel = "VALUE")
    private String value = "";

    @Override
    public Integer call() throws IOException {
      return submitting.submit(RegisterContract.cas(submitting.id(), key, expected, value));
    }
  }

  @Command(name = "read", description = "Reads a value.")
  static final class RegisterRead implements Callable<Integer> {
    @Mixin private Asking asking = new Asking();

    @Parameters(index = "0", paramLabel = "KEY")
    private String key = "";

    @Override
    public Integer call() throws IOException {
      Calls.Output output = asking.ask(RegisterContract.read(key));
      if (output.values().isEmpty()) {
        throw new CommandFailure(ExitCode.REFUSED, "there is no key " + key);
      }
      asking.print(
          Answer.one(
              Answer.row(
                  "key", key, "value", output.values().getFirst(), "block", output.block())));
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "channel",
      description = "Independent chains: create, list.",
      subcommands = {ChannelCreate.class, ChannelList.class},
      synopsisSubcommandLabel = "COMMAND")
  static final class ChannelCommands {}

  @Command(name = "create", description = "Creates a channel.")
  static final class ChannelCreate implements Callable<Integer> {
    @Mixin private Submitting submitting = new Submitting();

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    @Override
    public Integer call() throws IOException {
      return submitting.submit(ChannelsContract.create(submitting.id(), name));
    }
  }

  @Command(name = "list", description = "Lists the channels.")
  static final class ChannelList implements Callable<Integer> {
    @Mixin private Asking asking = new Asking();

    @Override
    public Integer call() throws IOException {
      List<String> channels = new ArrayList<>(List.of(ChannelsContract.DEFAULT));
      channels.addAll(asking.ask(ChannelsContract.list()).values());
      asking.print(
          Answer.list(channels.stream().map(name -> Answer.row("channel", name)).toList()));
      return ExitCode.DONE;
    }
  }
}
