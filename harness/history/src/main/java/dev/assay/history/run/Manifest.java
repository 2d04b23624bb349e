package dev.assay.history.run;

import dev.assay.history.Seed;
import dev.assay.history.Value;
import dev.assay.history.file.JsonException;
import dev.assay.history.file.ValueJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run was asked for, written as {@code run.json} before anything else happens.
 *
 * @param machine versions, commit, environment and capabilities: facts for people, read by nobody
 */
public record Manifest(Start start, Plan plan, Expectations expectations, Value.Fields machine) {
  private static final long FILE_BYTES_MAX = 16 << 20;

  /**
   * Which run this is.
   *
   * @param started by the clock of the caller, ISO 8601 in UTC
   * @param arguments as typed, for the line that repeats the run
   */
  public record Start(String name, String started, Seed seed, List<String> arguments) {
    public Start {
      arguments = List.copyOf(arguments);
    }
  }

  /** What was to be done. Faults are families by name; none is an empty list. */
  public record Plan(
      String system,
      String workload,
      String environment,
      List<String> nodes,
      List<String> faults,
      List<String> mutants,
      Duration timeLimit) {
    public Plan {
      nodes = List.copyOf(nodes);
      faults = List.copyOf(faults);
      mutants = List.copyOf(mutants);
    }
  }

  /**
   * What checkers need to know beside the history.
   *
   * @param accounts what each account is opened with, in minor units; ordered by account
   * @param floors below which a run proves too little
   */
  public record Expectations(Map<String, Long> accounts, Floors floors) {
    public Expectations {
      accounts = Collections.unmodifiableMap(new TreeMap<>(accounts));
    }

    /** The sum over all accounts, which no transfer changes. */
    public long openedTotal() {
      return accounts.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
    }
  }

  /**
   * Below these a run is vacuous. Shares are of the rate of acknowledged operations that this very
   * run had before its first fault.
   *
   * @param acknowledgedMin operations acknowledged in the whole run, at least
   * @param acknowledgedPercent share of the fault-free rate reached over the whole run
   * @param duringFaultsPercent share of the fault-free rate reached while any fault was in effect
   * @param answerWithin after the last heal some operation is acknowledged within this
   * @param contention whether two operations on one key must have overlapped
   */
  public record Floors(
      int acknowledgedMin,
      int acknowledgedPercent,
      int duringFaultsPercent,
      Duration answerWithin,
      boolean contention) {
    /** Floors of a run that has to be contended. */
    public Floors(
        int acknowledgedMin,
        int acknowledgedPercent,
        int duringFaultsPercent,
        Duration answerWithin) {
      this(acknowledgedMin, acknowledgedPercent, duringFaultsPercent, answerWithin, true);
    }

    public static final Floors DEFAULT = new Floors(100, 10, 1, Duration.ofSeconds(20));
  }

  public void write(Path file) {
    RunDirectory.writeAtomically(file, ManifestJson.write(this));
  }

  /**
   * What was written.
   *
   * @throws RunDirectoryException when the file is missing or is no manifest
   */
  public static Manifest read(Path file) {
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        throw new RunDirectoryException(
            file + ": a manifest is at most " + FILE_BYTES_MAX + " bytes long");
      }
      return ManifestJson.read(ValueJson.read(Files.readString(file)));
    } catch (IOException | JsonException e) {
      throw new RunDirectoryException(
          "%s cannot be read as a run's manifest (%s): name a run directory made by a run"
              .formatted(file, e instanceof JsonException ? e.getMessage() : e));
    }
  }
}
