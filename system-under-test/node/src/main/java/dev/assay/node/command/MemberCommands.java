package dev.assay.node.command;

import dev.assay.ledger.contract.ChannelsContract;
import dev.assay.node.AdministrationResult;
import dev.assay.node.Members;
import dev.assay.node.client.LedgerClient;
import dev.assay.node.grpc.Address;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who belongs to the cluster, and who is its primary. */
final class MemberCommands {
  private MemberCommands() {}

  @Command(
      name = "member",
      description = "Changes who belongs to the cluster: add, remove.",
      subcommands = {AddCommand.class, RemoveCommand.class},
      synopsisSubcommandLabel = "COMMAND")
  static final class MemberCommand {}

  @Command(
      name = "add",
      description = {
        "Adds nodes, which run already with --join; done when they have caught up and their word"
            + " counts."
      })
  static final class AddCommand implements Callable<Integer> {
    @Mixin private Connection connection = new Connection();

    @Parameters(arity = "1..*", paramLabel = "NAME=HOST:PORT")
    private List<String> nodes = List.of();

    @Override
    public Integer call() throws IOException {
      Map<String, Address> added = new TreeMap<>();
      nodes.forEach(node -> ClusterFolder.add(added, node));
      SortedMap<String, String> add = new TreeMap<>();
      added.forEach((name, address) -> add.put(name, address.toString()));
      Members members =
          administer(
              connection,
              "adding",
              (client, timeout, answer) ->
                  client.changeMembers(add, Collections.emptySortedSet(), timeout, answer));
      connection.print(table(members));
      return ExitCode.DONE;
    }
  }

  @Command(name = "remove", description = "Removes nodes; done when their word counts no more.")
  static final class RemoveCommand implements Callable<Integer> {
    @Mixin private Connection connection = new Connection();

    @Parameters(arity = "1..*", paramLabel = "NAME")
    private List<String> nodes = List.of();

    @Override
    public Integer call() throws IOException {
      SortedSet<String> remove = new TreeSet<>(nodes);
      Members members =
          administer(
              connection,
              "removing",
              (client, timeout, answer) ->
                  client.changeMembers(Collections.emptySortedMap(), remove, timeout, answer));
      connection.print(table(members));
      return ExitCode.DONE;
    }
  }

  @Command(name = "transfer-leader", description = "Makes another node the primary.")
  static final class TransferLeaderCommand implements Callable<Integer> {
    @Mixin private Connection connection = new Connection();

    @Parameters(index = "0", paramLabel = "NODE")
    private String node = "";

    @Option(
        names = "--channel",
        defaultValue = ChannelsContract.DEFAULT,
        description = "default: ${DEFAULT-VALUE}")
    private String channel = ChannelsContract.DEFAULT;

    @Override
    public Integer call() throws IOException {
      var _ =
          administer(
              connection,
              "making " + node + " primary",
              (client, timeout, answer) -> client.transferPrimary(channel, node, timeout, answer));
      connection.print(Answer.one(Answer.row("channel", channel, "primary", node)));
      return ExitCode.DONE;
    }
  }

  private interface Wish {
    void tell(LedgerClient client, Duration timeout, Consumer<AdministrationResult> answer);
  }

  private static Members administer(Connection connection, String what, Wish wish)
      throws IOException {
    try (Calls calls = connection.open()) {
      return calls.untilDone(
          what,
          (client, timeout) -> {
            AdministrationResult result =
                Calls.<AdministrationResult>answer(
                    timeout, answer -> wish.tell(client, timeout, answer));
            return switch (result) {
              case AdministrationResult.Done(Members members) -> new Calls.Next.Done<>(members);
              case AdministrationResult.Invalid(String reason) ->
                  throw new CommandFailure(ExitCode.REFUSED, reason);
              case AdministrationResult.NotPrimary(Optional<String> hint) ->
                  new Calls.Next.Elsewhere<>("is not the primary", hint, false);
              case AdministrationResult.Busy(String reason) ->
                  new Calls.Next.Elsewhere<>(reason, Optional.empty(), false);
              case AdministrationResult.Unknown(String reason) ->
                  new Calls.Next.Elsewhere<>(reason, Optional.empty(), true);
            };
          });
    }
  }

  private static Answer table(Members members) {
    List<Map<String, Object>> rows = new ArrayList<>();
    members.voters().forEach(member -> rows.add(row(member, "voter")));
    members.learners().forEach(member -> rows.add(row(member, "learner")));
    return Answer.list(rows);
  }

  private static Map<String, Object> row(Members.Member member, String standing) {
    return Answer.row(
        "node", member.name(), "standing", standing, "address", member.address().orElse("-"));
  }
}
