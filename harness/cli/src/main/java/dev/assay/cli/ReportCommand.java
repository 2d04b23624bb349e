package dev.assay.cli;

import dev.assay.history.run.RunDirectory;
import dev.assay.reports.HtmlReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the HTML report of a run again. */
@Command(
    name = "report",
    description = "Writes report.html of a run again, from its run directory alone.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = Inputs.LATEST,
      description = "a run directory (default: ${DEFAULT-VALUE})")
  private Path run = Path.of(Inputs.LATEST);

  @Override
  public Integer call() {
    RunDirectory directory = Inputs.runDirectory(run);
    System.out.println("report: " + HtmlReport.write(directory));
    return 0;
  }
}
