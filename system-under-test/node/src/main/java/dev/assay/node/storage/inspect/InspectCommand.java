package dev.assay.node.storage.inspect;

import dev.assay.ledger.Contract;
import dev.assay.ledger.contract.StandardContracts;
import dev.assay.node.storage.DataFolder;
import dev.assay.node.storage.FolderReport;
import dev.assay.node.storage.FolderSurvey;
import dev.assay.node.storage.StorageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code inspect FOLDER [--json]}: verifies all that a stopped node has stored, every checksum and
 * every hash, and changes nothing. Exit codes: 0 all is sound, 1 something is damaged, 254 it could
 * not be asked so.
 */
public final class InspectCommand {
  private static final int SOUND = 0;
  private static final int DAMAGED = 1;
  private static final int BAD_ARGUMENTS = 254;
  private static final String USAGE = "usage: inspect FOLDER [--json]";

  private InspectCommand() {}

  /** Runs the command; returns its exit code. */
  public static int run(List<String> arguments, PrintStream out, PrintStream err) {
    List<String> folders = new ArrayList<>(arguments);
    boolean json = folders.remove("--json");
    if (folders.size() != 1 || folders.getFirst().startsWith("-")) {
      err.println(USAGE);
      return BAD_ARGUMENTS;
    }
    try {
      List<FolderReport> reports = survey(Path.of(folders.getFirst()));
      out.print(json ? ReportJson.of(reports) : ReportText.of(reports));
      return reports.stream().allMatch(FolderReport::sound) ? SOUND : DAMAGED;
    } catch (StorageException | IOException | InvalidPathException e) {
      err.println("inspect: " + e.getMessage());
      return BAD_ARGUMENTS;
    }
  }

  private static List<FolderReport> survey(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      throw new IOException("there is no folder " + data);
    }
    List<FolderReport> reports = new ArrayList<>();
    for (String channel : DataFolder.channels(data)) {
      List<Contract> contracts =
          channel.equals(DataFolder.MAIN) ? StandardContracts.DEFAULT : StandardContracts.ORDINARY;
      reports.add(FolderSurvey.of(channel, DataFolder.ofChannel(data, channel), contracts));
    }
    return reports;
  }
}
