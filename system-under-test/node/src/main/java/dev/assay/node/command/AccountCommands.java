package dev.assay.node.command;

import dev.assay.ledger.contract.TransferContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Accounts and money. */
final class AccountCommands {
  private AccountCommands() {}

  @Command(name = "open", description = "Opens an account with a first balance.")
  static final class OpenCommand implements Callable<Integer> {
    @Mixin private Submitting submitting = new Submitting();

    @Parameters(index = "0", paramLabel = "ACCOUNT")
    private String account = "";

    @Parameters(index = "1", paramLabel = "AMOUNT", description = "in minor units")
    private long amount;

    @Override
    public Integer call() throws IOException {
      return submitting.submit(TransferContract.open(submitting.id(), account, amount));
    }
  }

  @Command(name = "transfer", description = "Moves money from one account to another.")
  static final class TransferCommand implements Callable<Integer> {
    @Mixin private Submitting submitting = new Submitting();

    @Parameters(index = "0", paramLabel = "FROM")
    private String from = "";

    @Parameters(index = "1", paramLabel = "TO")
    private String to = "";

    @Parameters(index = "2", paramLabel = "AMOUNT", description = "in minor units")
    private long amount;

    @Override
    public Integer call() throws IOException {
      return submitting.submit(TransferContract.transfer(submitting.id(), from, to, amount));
    }
  }

  @Command(name = "balance", description = "Reads one account.")
  static final class BalanceCommand implements Callable<Integer> {
    @Mixin private Asking asking = new Asking();

    @Parameters(index = "0", paramLabel = "ACCOUNT")
    private String account = "";

    @Override
    public Integer call() throws IOException {
      Calls.Output output = asking.ask(TransferContract.balance(account));
      OptionalLong balance = TransferContract.balanceIn(output.values());
      if (balance.isEmpty()) {
        throw new CommandFailure(ExitCode.REFUSED, "there is no account " + account);
      }
      asking.print(
          Answer.one(
              Answer.row(
                  "account", account, "balance", balance.getAsLong(), "block", output.block())));
      return ExitCode.DONE;
    }
  }

  @Command(name = "balances", description = "Reads all accounts as one state.")
  static final class BalancesCommand implements Callable<Integer> {
    @Mixin private Asking asking = new Asking();

    @Override
    public Integer call() throws IOException {
      Calls.Output output = asking.ask(TransferContract.balances());
      List<Map<String, Object>> rows = new ArrayList<>();
      TransferContract.balancesIn(output.values())
          .forEach(
              (account, balance) -> rows.add(Answer.row("account", account, "balance", balance)));
      asking.print(Answer.list(rows));
      return ExitCode.DONE;
    }
  }
}
