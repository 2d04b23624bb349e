package dev.assay.reports;

import dev.assay.checkers.result.Results;
import dev.assay.history.History;
import dev.assay.history.run.Manifest;
import java.nio.file.Path;

/** Makes a report's page. May throw anything: no verdict is lost by that. */
@FunctionalInterface
public interface Renderer {
  /**
   * The page.
   *
   * @param events the run's {@code events.jsonl}, which need not exist
   */
  String page(Manifest manifest, Results results, History history, Path events);
}
