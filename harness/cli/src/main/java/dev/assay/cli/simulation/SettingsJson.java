package dev.assay.cli.simulation;

import dev.assay.history.Value;
import dev.assay.history.file.FieldReader;
import dev.assay.node.Flow;
import dev.assay.node.SnapshotPolicy;
import dev.assay.node.storage.LogLimits;
import dev.assay.workloads.simulated.LedgerPace;
import dev.assay.workloads.simulated.LedgerSettings;
import java.util.Optional;

/** What simulated nodes are set to as a value of JSON's shape, and back. */
final class SettingsJson {
  private SettingsJson() {}

  static Value.Fields write(LedgerSettings settings) {
    return Value.fields("pace", pace(settings.pace()))
        .with(
            "snapshots",
            Value.fields("entries", Value.of(settings.snapshots().entries()))
                .with("bytes", Value.of(settings.snapshots().bytes())))
        .with(
            "log",
            Value.fields("segmentBytes", Value.of(settings.log().segmentBytes()))
                .with("preallocatedBytes", Value.of(settings.log().preallocatedBytes())))
        .with(
            "flow",
            Value.fields("messageBytes", Value.of(settings.flow().messageBytes()))
                .with("underWayBytes", Value.of(settings.flow().underWayBytes())))
        .with("second", Value.of(settings.second()));
  }

  /**
   * The settings in a scenario. An old one names the pace alone; the rest was as is usual.
   *
   * @param scenario its fields
   */
  static LedgerSettings read(FieldReader scenario) {
    if (scenario.ifPresent("settings").isEmpty()) {
      return new LedgerSettings(
          pace(scenario.object("pace")),
          LedgerSettings.USUAL.snapshots(),
          LedgerSettings.USUAL.log(),
          LedgerSettings.USUAL.flow(),
          false);
    }
    FieldReader settings = scenario.object("settings");
    FieldReader snapshots = settings.object("snapshots");
    FieldReader log = settings.object("log");
    return new LedgerSettings(
        pace(settings.object("pace")),
        new SnapshotPolicy(snapshots.whole("entries"), snapshots.whole("bytes")),
        new LogLimits(
            log.number("segmentBytes", 1, LogLimits.SEGMENT_BYTES_MAX),
            log.number("preallocatedBytes", 0, LogLimits.SEGMENT_BYTES_MAX)),
        settings.ifPresent("flow").isEmpty() ? Flow.STANDARD : flow(settings.object("flow")),
        settings.ifPresent("second").equals(Optional.of(Value.of(true))));
  }

  private static Flow flow(FieldReader fields) {
    return new Flow(
        fields.number("messageBytes", 1, Flow.STANDARD.messageBytes()),
        fields.number("underWayBytes", 1, Flow.STANDARD.underWayBytes()));
  }

  private static Value.Fields pace(LedgerPace pace) {
    return Value.fields("tickNanos", Value.of(pace.tickNanos()))
        .with("syncNanosMin", Value.of(pace.syncNanosMin()))
        .with("syncNanosMax", Value.of(pace.syncNanosMax()))
        .with("slowSyncOneIn", Value.of(pace.slowSyncOneIn()))
        .with("slowSyncNanosMax", Value.of(pace.slowSyncNanosMax()));
  }

  private static LedgerPace pace(FieldReader fields) {
    return new LedgerPace(
        fields.whole("tickNanos"),
        fields.whole("syncNanosMin"),
        fields.whole("syncNanosMax"),
        fields.number("slowSyncOneIn", 1, Integer.MAX_VALUE),
        fields.whole("slowSyncNanosMax"));
  }
}
