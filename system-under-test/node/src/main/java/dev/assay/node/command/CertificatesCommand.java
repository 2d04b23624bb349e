package dev.assay.node.command;

import dev.assay.node.security.Authority;
import dev.assay.node.security.Authority.Validity;
import dev.assay.node.security.Credentials;
import dev.assay.node.security.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes certificates. */
@Command(
    name = "certificates",
    description = {
      "Makes an authority in FOLDER, or takes the one that is there, and issues certificates:"
          + " FOLDER/NAME for each node and client, to be brought to where it runs.",
      "FOLDER/authority holds the key that all trust rests on: keep it from every node."
    })
final class CertificatesCommand implements Callable<Integer> {
  private static final Duration EARLIER = Duration.ofDays(1);

  @Mixin private Connection connection = new Connection();

  @Parameters(index = "0", paramLabel = "FOLDER")
  private Path target = Path.of(".");

  @Option(names = "--node", paramLabel = "NAME", description = "a node's; repeat for more")
  private List<String> nodes = List.of();

  @Option(names = "--client", paramLabel = "NAME", description = "a client's; repeat for more")
  private List<String> clients = List.of();

  @Option(
      names = "--days",
      defaultValue = "3650",
      description = "valid for so long (default: ${DEFAULT-VALUE})")
  private int days = 3650;

  @Override
  public Integer call() throws IOException {
    if (days < 1) {
      throw new CommandFailure(ExitCode.BAD_ARGUMENTS, "--days " + days + " is not above 0");
    }
    List<Identity> identities = new ArrayList<>();
    try {
      nodes.forEach(name -> identities.add(Identity.node(name)));
      clients.forEach(name -> identities.add(Identity.client(name)));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.BAD_ARGUMENTS, String.valueOf(e.getMessage()));
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Validity validity = new Validity(now.minus(EARLIER), now.plus(Duration.ofDays(days)));
    Authority authority = new ClusterFolder(target).authority(validity);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Identity identity : identities) {
      Path folder = target.resolve(identity.name());
      Credentials issued = authority.issue(identity, validity);
      issued.write(folder);
      rows.add(
          Answer.row(
              "for",
              identity.toString(),
              "folder",
              folder.toString(),
              "until",
              validity.until().toString()));
    }
    connection.print(Answer.list(rows));
    return ExitCode.DONE;
  }
}
