package dev.assay.checkers.family;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Findings;
import dev.assay.checkers.Recording;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * No operation ended with an exception that its client did not expect: an error that names a class
 * of Java is our own code giving up, and its operation's outcome is worth less than it looks. All
 * operations count; errors are shown by kind.
 */
final class Exceptions implements Family.Rule {
  private static final Pattern CLASS =
      Pattern.compile("\\b([a-z][a-z0-9_]*\\.){1,20}[A-Z][A-Za-z0-9_$]*(Exception|Error)\\b");
  private static final int TEXT_MAX = 1000;

  @Override
  public Family.Seen look(Recording recording, Findings findings, Budget budget) {
    Map<String, Long> kinds = new TreeMap<>();
    long operations = 0;
    for (Operation operation : recording.history().operations()) {
      budget.step();
      operations++;
      String error =
          switch (operation.outcome()) {
            case Outcome.Ok _ -> "";
            case Outcome.Fail(String why) -> why;
            case Outcome.Unknown(String why) -> why;
          };
      Matcher named =
          CLASS.matcher(error.length() <= TEXT_MAX ? error : error.substring(0, TEXT_MAX));
      if (named.find()) {
        if (kinds.merge(named.group(), 1L, Long::sum) == 1) {
          findings.add(
              List.of(operation.index()),
              "%s #%d ended with %s".formatted(operation.f(), operation.index(), named.group()));
        }
      }
    }
    Map<String, Value> counts = new TreeMap<>();
    kinds.forEach((kind, count) -> counts.put(kind, Value.of(count)));
    return new Family.Seen(operations, Value.fields("exceptions", new Value.Fields(counts)));
  }
}
