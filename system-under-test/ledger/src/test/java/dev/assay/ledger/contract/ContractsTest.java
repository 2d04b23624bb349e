package dev.assay.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.ledger.Ledger;
import dev.assay.ledger.LedgerMutant;
import dev.assay.ledger.Reason;
import dev.assay.ledger.Result;
import dev.assay.ledger.Transaction;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractsTest {
  private static final Result DONE = Result.Applied.silent();
  private final SmallLedger ledger = new SmallLedger(StandardContracts.DEFAULT);

  @Test
  void registerIsWrittenReadAndCompared() {
    assertThat(ledger.query("register", "read", "x")).isEqualTo(DONE);
    assertThat(ledger.run("register", "cas", "x", "", "1")).isEqualTo(refused(Reason.MISMATCH));
    assertThat(ledger.run("register", "write", "x", "")).isEqualTo(DONE);
    assertThat(ledger.query("register", "read", "x")).isEqualTo(said(""));
    assertThat(ledger.run("register", "cas", "x", "", "1")).isEqualTo(DONE);
    assertThat(ledger.run("register", "cas", "x", "2", "3")).isEqualTo(refused(Reason.MISMATCH));
    assertThat(ledger.query("register", "read", "x")).isEqualTo(said("1"));
    assertThat(ledger.query("register", "read", "y")).isEqualTo(DONE);
  }

  @Test
  void listsAreReadAndAppendedToInTheOrderOfTheSteps() {
    assertThat(ledger.run("list-append", "run", "r k", "a k 1", "r k", "a j 9", "a k 2", "r k"))
        .isEqualTo(said("", "1", "1 2"));
    assertThat(ledger.run("list-append", "run", "a k 3")).isEqualTo(DONE);
    assertThat(ledger.query("list-append", "run", "r k", "r j", "r none"))
        .isEqualTo(said("1 2 3", "9", ""));
    assertThat(ledger.query("list-append", "run", "r k", "a k 4"))
        .isEqualTo(refused(Reason.NOT_READ_ONLY));
    assertThat(ledger.query("list-append", "run", "r k")).isEqualTo(said("1 2 3"));
  }

  @Test
  void mutantLostUpdateLosesAnAppendOfTheSameBlock() {
    List<Transaction> appends =
        List.of(
            ListAppendContract.run("a", List.of("a k 1")),
            ListAppendContract.run("b", List.of("a k 2")));
    SmallLedger mutant =
        new SmallLedger(StandardContracts.DEFAULT, LedgerMutant.LIST_APPEND_LOST_UPDATE);
    mutant.run("list-append", "run", "a k 0");
    mutant.run(appends);
    assertThat(mutant.query("list-append", "run", "r k")).isEqualTo(said("0 2"));
    ledger.run("list-append", "run", "a k 0");
    ledger.run(appends);
    assertThat(ledger.query("list-append", "run", "r k")).isEqualTo(said("0 1 2"));
  }

  @Test
  void setsHoldWhatWasAddedAndNotRemoved() {
    assertThat(ledger.run("set", "add", "s", "b")).isEqualTo(DONE);
    assertThat(ledger.run("set", "add", "s", "a")).isEqualTo(DONE);
    assertThat(ledger.run("set", "add", "s", "a")).isEqualTo(DONE);
    assertThat(ledger.run("set", "add", "s-t", "c")).isEqualTo(DONE);
    assertThat(ledger.query("set", "elements", "s")).isEqualTo(said("a", "b"));
    assertThat(ledger.query("set", "contains", "s", "b")).isEqualTo(said("true"));
    assertThat(ledger.run("set", "remove", "s", "b")).isEqualTo(DONE);
    assertThat(ledger.run("set", "remove", "s", "b")).isEqualTo(DONE);
    assertThat(ledger.query("set", "contains", "s", "b")).isEqualTo(said("false"));
    assertThat(ledger.query("set", "elements", "s")).isEqualTo(said("a"));
    assertThat(ledger.query("set", "elements", "none")).isEqualTo(DONE);
  }

  @Test
  void channelsAreCreatedOnceAndListed() {
    assertThat(ledger.run("channels", "create", "second")).isEqualTo(DONE);
    assertThat(ledger.run("channels", "create", "another")).isEqualTo(DONE);
    assertThat(ledger.run("channels", "create", "second"))
        .isEqualTo(refused(Reason.CHANNEL_EXISTS));
    assertThat(ledger.run("channels", "create", "main")).isEqualTo(refused(Reason.CHANNEL_EXISTS));
    assertThat(ledger.query("channels", "list")).isEqualTo(said("another", "second"));
  }

  @Test
  void onlyTheDefaultChannelKeepsChannels() {
    SmallLedger other = new SmallLedger(StandardContracts.ORDINARY);
    assertThat(other.run("channels", "create", "second"))
        .isEqualTo(refused(Reason.UNKNOWN_CONTRACT));
    assertThat(other.query("channels", "list")).isEqualTo(refused(Reason.UNKNOWN_CONTRACT));
  }

  @Test
  void contractsDoNotSeeEachOthersKeys() {
    ledger.run("transfer", "open", "x", "5");
    ledger.run("register", "write", "x", "text");
    ledger.run("list-append", "run", "a x 1");
    assertThat(ledger.query("transfer", "balance", "x")).isEqualTo(said("5"));
    assertThat(ledger.query("register", "read", "x")).isEqualTo(said("text"));
    assertThat(ledger.query("list-append", "run", "r x")).isEqualTo(said("1"));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          none,        run,      x,              unknown-contract
          transfer,    borrow,   'a,b,1',        unknown-function
          transfer,    open,     a,              wrong-arguments
          transfer,    open,     'a,1,2',        wrong-arguments
          transfer,    open,     'a/b,1',        malformed-name
          transfer,    open,     'a,1.5',        malformed-argument
          transfer,    open,     'a,01',         malformed-argument
          transfer,    open,     'a,-0',         malformed-argument
          transfer,    open,     'a,-',          malformed-argument
          transfer,    open,     'a,+1',         malformed-argument
          transfer,    open,     'a,9223372036854775808', malformed-argument
          transfer,    transfer, 'a,b',          wrong-arguments
          transfer,    balance,  a,              unknown-function
          register,    write,    x,              wrong-arguments
          register,    cas,      'x,1',          wrong-arguments
          register,    read,     x,              unknown-function
          list-append, run,      'r k,x k',      malformed-argument
          list-append, run,      'a k',          malformed-argument
          list-append, run,      'r  k',         malformed-argument
          list-append, run,      'a k 1 ',       malformed-argument
          list-append, append,   'a k 1',        unknown-function
          set,         add,      's',            wrong-arguments
          set,         add,      's,a b',        malformed-name
          set,         elements, s,              unknown-function
          channels,    create,   ..,             malformed-name
          channels,    create,   .hidden,        malformed-name
          channels,    delete,   second,         unknown-function
          """)
  void whatCanNeverBeRunIsRefusedBeforeItIsOrderedAndInABlock(
      String contract, String function, String arguments, String reason) {
    List<String> split = Stream.of(arguments.split(",", -1)).toList();
    Transaction transaction = new Transaction("t", contract, function, split);
    assertThat(ledger.ledger().malformed(transaction)).contains(reason);
    assertThat(ledger.run(List.of(transaction))).containsExactly(refused(reason));
    assertThat(ledger.ledger().evaluate(transaction)).isEqualTo(refused(reason));
  }

  @Test
  void listAppendNeedsAStep() {
    assertThat(ledger.run("list-append", "run")).isEqualTo(refused(Reason.WRONG_ARGUMENTS));
    assertThat(ledger.query("list-append", "run")).isEqualTo(refused(Reason.WRONG_ARGUMENTS));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          transfer, open,     'a,1', unknown-function
          transfer, balance,  'a,b', wrong-arguments
          transfer, balance,  'a/b', malformed-name
          transfer, balances, 'a',   wrong-arguments
          register, write,    'x,1', unknown-function
          register, read,     'x,1', wrong-arguments
          set,      contains, 's',   wrong-arguments
          set,      elements, 's,t', wrong-arguments
          set,      add,      's,e', unknown-function
          channels, create,   x,     unknown-function
          channels, list,     x,     wrong-arguments
          none,     list,     x,     unknown-contract
          """)
  void whatCanNeverBeAskedIsRefused(
      String contract, String function, String arguments, String reason) {
    assertThat(ledger.query(contract, function, arguments.split(",", -1)))
        .isEqualTo(refused(reason));
  }

  @Test
  void twoContractsOfOneNameAreAMistake() {
    assertThatThrownBy(() -> new Ledger(List.of(new SetContract(), new SetContract())))
        .hasMessage("two contracts are named set");
  }

  private static Result said(String... output) {
    return Result.Applied.of(output);
  }

  private static Result refused(String reason) {
    return new Result.Refused(reason);
  }
}
