package dev.assay.reports;

import dev.assay.checkers.result.Results;
import dev.assay.history.History;
import dev.assay.history.HistoryException;
import dev.assay.history.file.HistoryReader;
import dev.assay.history.run.Manifest;
import dev.assay.history.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;

/**
 * The report of one run: a page that opens with the verdict and its reason and needs nothing but
 * itself. It is made from the run directory alone, and can't change a verdict.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * Writes {@code report.html} into the run directory.
   *
   * @return the file
   */
  public static Path write(RunDirectory run) {
    Manifest manifest = Manifest.read(run.manifestFile());
    Results results = Results.read(run.resultsFile());
    String page = page(manifest, results, readable(run.historyFile()), run.eventsFile());
    RunDirectory.writeAtomically(run.reportFile(), page);
    return run.reportFile();
  }

  /**
   * The page of a run.
   *
   * @param events the run's {@code events.jsonl}, which need not exist
   */
  public static String page(Manifest manifest, Results results, History history, Path events) {
    List<Disturbance> disturbances = Disturbance.of(history.faults());
    List<Reign> reigns = Reigns.of(events, disturbances);
    ReportData data = new ReportData(manifest, results, history, disturbances, reigns);
    return Template.fill(results.verdict() + ": " + manifest.start().name(), data.json());
  }

  /** What can be read is shown; the checkers have already said what could not. */
  private static History readable(Path file) {
    try {
      return HistoryReader.readReadablePart(file).history();
    } catch (HistoryException e) {
      return History.of(List.of());
    }
  }
}
