package dev.assay.nemesis.schedule;

import dev.assay.history.History;
import dev.assay.history.Operation;
import dev.assay.history.Outcome;
import dev.assay.history.Value;
import dev.assay.history.file.JsonException;
import dev.assay.history.file.ValueJson;
import dev.assay.history.run.RunDirectory;
import dev.assay.nemesis.fault.FaultCodec;
import dev.assay.nemesis.fault.FaultFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The faults of a run as {@code schedule.json}. Derived from the history alone, so it can be made
 * after a crash too. To pin a leader, put a list of nodes in the place of {@code "leader"}: {@code
 * nodes} says who it was.
 */
public final class ScheduleFile {
  private static final int BYTES_MAX = 16 << 20;
  private static final int FAULTS_MAX = 100_000;
  private static final long AT_MILLIS_MAX = 7L * 24 * 3600 * 1000;
  private static final String AT = "atMillis";

  /** Nanoseconds beyond the whole milliseconds: only who shrinks a simulated run needs them. */
  private static final String BEYOND = "nanosBeyond";

  private ScheduleFile() {}

  /** Writes the faults that were injected, or may have been; what certainly was not is left out. */
  public static void write(Path file, History history) {
    List<Value> faults = new ArrayList<>();
    for (Operation operation : history.faults()) {
      if (!operation.isFail()
          && operation.input() instanceof Value.Fields asked
          && asked.get(AT).isPresent()) {
        faults.add(entry(operation, asked));
      }
    }
    RunDirectory.writeAtomically(file, versioned(faults));
  }

  /** A schedule as {@link #read} reads it. */
  public static Value.Fields value(Schedule schedule) {
    return versioned(schedule.entries().stream().map(ScheduleFile::value).toList());
  }

  private static Value.Fields value(Schedule.Entry entry) {
    Value.Fields fields =
        Value.fields("f", Value.of(entry.fault().f()))
            .with(AT, Value.of(entry.atMillis()))
            .with(FaultCodec.write(entry.fault()));
    return entry.nanosBeyond() == 0 ? fields : fields.with(BEYOND, Value.of(entry.nanosBeyond()));
  }

  private static Value.Fields versioned(List<? extends Value> faults) {
    return Value.fields("version", Value.of(1)).with("faults", Value.items(faults));
  }

  /**
   * Reads what {@link #write} wrote, or a person.
   *
   * @throws ScheduleException when it can't be read as a schedule
   */
  public static Schedule read(Path file) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new ScheduleException(file + ": a schedule is at most " + BYTES_MAX + " bytes long");
      }
      return schedule(file.toString(), ValueJson.read(Files.readString(file)));
    } catch (JsonException e) {
      throw new ScheduleException(file + ": " + e.getMessage());
    } catch (IOException e) {
      throw new ScheduleException(file + ": can't be read (" + e + ")");
    }
  }

  private static Value entry(Operation operation, Value.Fields asked) {
    Value.Fields entry = Value.fields("f", Value.of(operation.f())).with(asked);
    if (operation.outcome() instanceof Outcome.Ok ok && ok.value() instanceof Value.Fields facts) {
      return facts.get("nodes").map(nodes -> entry.with("nodes", nodes)).orElse(entry);
    }
    return entry;
  }

  /**
   * Reads a schedule that is part of something else.
   *
   * @param file where it is from, for messages
   * @throws ScheduleException when it can't be read as a schedule
   */
  public static Schedule schedule(String file, Value value) {
    if (!(value instanceof Value.Fields fields)
        || !(fields.get("faults").orElse(Value.NIL) instanceof Value.Items(List<Value> items))) {
      throw new ScheduleException(file + ": there is no list \"faults\"");
    }
    if (!fields.get("version").orElse(Value.NIL).equals(Value.of(1))) {
      throw new ScheduleException(file + ": \"version\" is not 1, the only one that is known");
    }
    if (items.size() > FAULTS_MAX) {
      throw new ScheduleException(
          "%s: %d faults are more than %d".formatted(file, items.size(), FAULTS_MAX));
    }
    List<Schedule.Entry> entries = new ArrayList<>();
    for (Value item : items) {
      String place = file + ": fault " + (entries.size() + 1);
      Schedule.Entry entry = entry(place, item);
      if (!entries.isEmpty() && entry.atNanos() < entries.getLast().atNanos()) {
        throw new ScheduleException(
            "%s: at %d ms it is before the fault before it, at %d ms: order them by time"
                .formatted(place, entry.atMillis(), entries.getLast().atMillis()));
      }
      entries.add(entry);
    }
    return new Schedule(entries);
  }

  private static Schedule.Entry entry(String place, Value item) {
    if (!(item instanceof Value.Fields fields)) {
      throw new ScheduleException(place + ": is not an object");
    }
    if (!(fields.get(AT).orElse(Value.NIL) instanceof Value.Whole(long at))
        || at < 0
        || at > AT_MILLIS_MAX) {
      throw new ScheduleException(
          "%s: field \"%s\" is not a whole number of milliseconds within 0..%d"
              .formatted(place, AT, AT_MILLIS_MAX));
    }
    if (!(fields.get("f").orElse(Value.NIL) instanceof Value.Text(String f))) {
      throw new ScheduleException(place + ": field \"f\" is not a fault's name");
    }
    try {
      long beyond =
          fields.get(BEYOND).orElse(Value.NIL) instanceof Value.Whole(long nanos)
              ? Math.clamp(nanos, 0, 999_999)
              : 0;
      return new Schedule.Entry(at * 1_000_000 + beyond, FaultCodec.read(f, fields));
    } catch (FaultFormatException e) {
      throw new ScheduleException(place + ": " + e.getMessage());
    }
  }
}
