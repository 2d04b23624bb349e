package dev.assay.node.command;

import dev.assay.node.storage.inspect.InspectCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a node's files. */
@Command(
    name = "inspect",
    description =
        "Reads the data folder of a node that is down and verifies every checksum and hash; exit 1"
            + " when something is damaged.")
final class InspectFolderCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FOLDER")
  private String folder = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Override
  public Integer call() {
    List<String> arguments = new ArrayList<>(List.of(folder));
    if (json) {
      arguments.add("--json");
    }
    return InspectCommand.run(arguments, System.out, System.err);
  }
}
