package dev.assay.node.program;

import dev.assay.node.storage.inspect.InspectCommand;
import java.util.List;

/** The program {@code inspect FOLDER [--json]}; see {@link InspectCommand}. */
public final class Inspect {
  private Inspect() {}

  public static void main(String[] arguments) {
    System.exit(InspectCommand.run(List.of(arguments), System.out, System.err));
  }
}
