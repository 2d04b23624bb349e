package dev.assay.cli.sabotage;

import dev.assay.checkers.Budget;
import dev.assay.checkers.Checker;
import dev.assay.checkers.Recording;
import dev.assay.checkers.certificate.Certificates;
import dev.assay.checkers.result.CheckResult;
import dev.assay.checkers.result.Verdict;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.History;
import dev.assay.history.Value;
import java.util.List;
import java.util.Optional;

/**
 * H3 and H4.
 *
 * @param deaf takes what is unknown for what did not happen
 * @param lenient takes what is undecided for what is right
 */
record BrokenChecker(Checker below, boolean deaf, boolean lenient) implements Checker {
  @Override
  public String name() {
    return below.name();
  }

  @Override
  public String promise() {
    return below.promise();
  }

  @Override
  public CheckResult check(Recording recording, Budget budget) {
    return check(recording, budget, Certificates.NONE);
  }

  @Override
  public CheckResult check(Recording recording, Budget budget, Certificates certificates) {
    try {
      CheckResult result = below.check(deaf ? certain(recording) : recording, budget, certificates);
      return lenient && result.verdict() == Verdict.UNKNOWN ? passed() : result;
    } catch (Budget.ExhaustedException e) {
      if (lenient) {
        return passed();
      }
      throw e;
    }
  }

  private CheckResult passed() {
    return new CheckResult(
        name(), Verdict.PASS, "No contradiction was found.", List.of(), Value.fields());
  }

  private static Recording certain(Recording recording) {
    List<Event> events = recording.history().events().stream().map(BrokenChecker::certain).toList();
    return recording.with(History.of(events));
  }

  private static Event certain(Event event) {
    return event.type() != EventType.UNKNOWN || !event.process().isClient()
        ? event
        : new Event(
            event.index(),
            event.timeNanos(),
            event.process(),
            EventType.FAIL,
            event.f(),
            event.value(),
            Optional.of("taken for failed"));
  }
}
