package dev.assay.node.command;

import dev.assay.ledger.BlockHeader;
import dev.assay.ledger.InclusionProof;
import dev.assay.ledger.LightClient;
import dev.assay.ledger.contract.ChannelsContract;
import dev.assay.node.HeaderPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Believes no node: verifies that chains follow by their hashes, agree, and hold a transaction. */
@Command(
    name = "verify",
    description = {
      "Verifies every node's chain by its headers and that all agree, as a light client does; with"
          + " an ID also that the transaction stands in the chain, by its inclusion proof. Exit 1"
          + " when something does not hold."
    })
final class VerifyCommand implements Callable<Integer> {
  @Mixin private Connection connection = new Connection();

  @Parameters(arity = "0..1", paramLabel = "ID", description = "of a transaction")
  private String id = "";

  @Option(
      names = "--channel",
      defaultValue = ChannelsContract.DEFAULT,
      description = "default: ${DEFAULT-VALUE}")
  private String channel = ChannelsContract.DEFAULT;

  @Override
  public Integer call() throws IOException {
    try (Calls calls = connection.open()) {
      Map<String, HeaderPage> first = new LinkedHashMap<>();
      for (String node : calls.nodes()) {
        headers(calls, node, 1).ifPresent(page -> first.put(node, page));
      }
      if (first.isEmpty()) {
        throw new CommandFailure(ExitCode.UNAVAILABLE, "no node answered");
      }
      // Nodes are not equally far: they are compared where all of them are.
      long common = first.values().stream().mapToLong(HeaderPage::height).min().orElse(0);
      Map<String, LightClient> chains = new LinkedHashMap<>();
      for (String node : first.keySet()) {
        chains.put(node, follow(calls, node, common));
      }
      agree(chains);
      LightClient chain = chains.values().iterator().next();
      List<Map<String, Object>> rows = new ArrayList<>();
      chains.forEach(
          (node, own) ->
              rows.add(
                  Answer.row(
                      "node",
                      node,
                      "blocks",
                      own.height(),
                      "head",
                      own.headHash().hex(),
                      "verified",
                      true)));
      if (id.isEmpty()) {
        connection.print(Answer.list(rows));
      } else {
        connection.print(Answer.one(proven(calls, chain)));
      }
      return ExitCode.DONE;
    }
  }

  private Optional<HeaderPage> headers(Calls calls, String node, long from) {
    return calls.<Optional<HeaderPage>>ask(
        node, (client, timeout, answer) -> client.headers(channel, from, timeout, answer));
  }

  private LightClient follow(Calls calls, String node, long height) {
    LightClient chain = new LightClient();
    while (chain.height() < height) {
      long next = chain.height() + 1;
      List<BlockHeader> page =
          headers(calls, node, next)
              .map(HeaderPage::headers)
              .filter(headers -> !headers.isEmpty())
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          ExitCode.UNAVAILABLE, "%s did not give block %d".formatted(node, next)));
      for (BlockHeader header : page) {
        if (chain.height() < height) {
          chain
              .next(header)
              .ifPresent(
                  problem -> {
                    throw new CommandFailure(
                        ExitCode.REFUSED, "%s's chain does not hold: %s".formatted(node, problem));
                  });
        }
      }
    }
    return chain;
  }

  private static void agree(Map<String, LightClient> chains) {
    String someone = chains.keySet().iterator().next();
    chains.forEach(
        (node, chain) -> {
          LightClient other = chains.getOrDefault(someone, chain);
          if (!chain.headHash().equals(other.headHash())) {
            throw new CommandFailure(
                ExitCode.REFUSED,
                "the chains of %s and %s differ at block %d or before"
                    .formatted(someone, node, chain.height()));
          }
        });
  }

  private Map<String, Object> proven(Calls calls, LightClient chain) {
    for (String node : calls.nodes()) {
      Optional<InclusionProof> proof =
          calls.<Optional<InclusionProof>>ask(
              node, (client, timeout, answer) -> client.prove(channel, id, timeout, answer));
      if (proof.isPresent()) {
        chain
            .problem(proof.get())
            .ifPresent(
                problem -> {
                  throw new CommandFailure(
                      ExitCode.REFUSED, "%s's proof does not hold: %s".formatted(node, problem));
                });
        if (!proof.get().executed().transaction().id().equals(id)) {
          throw new CommandFailure(ExitCode.REFUSED, node + "'s proof is of another transaction");
        }
        return Answer.row(
            "transaction",
            id,
            "block",
            proof.get().header().number(),
            "position",
            (long) proof.get().position(),
            "result",
            proof.get().executed().result().text(),
            "verified",
            true);
      }
    }
    throw new CommandFailure(
        ExitCode.REFUSED, "no node has a proof of transaction " + id + " in channel " + channel);
  }
}
