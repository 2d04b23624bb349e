package dev.assay.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** Bugs to plant in a run, by name. */
final class PlantedBugs {
  @Option(
      names = "--mutant",
      paramLabel = "NAME",
      split = ",",
      description = "plants a bug in every node, see 'assay list mutants'; may be repeated")
  List<String> names = List.of();
}
