package dev.assay.node.storage.inspect;

import dev.assay.node.storage.FolderReport;
import dev.assay.raft.quorum.NodeId;
import java.util.List;

/** Reports for people. */
final class ReportText {
  private ReportText() {}

  static String of(List<FolderReport> reports) {
    StringBuilder text = new StringBuilder();
    reports.forEach(report -> add(report, text));
    long faults = reports.stream().mapToLong(report -> report.faults().size()).sum();
    text.append(faults == 0 ? "sound" : faults == 1 ? "1 fault" : faults + " faults").append('\n');
    return text.toString();
  }

  private static void add(FolderReport report, StringBuilder text) {
    line(text, "channel " + report.channel());
    addLog(report.log(), text);
    line(text, "  snapshot  " + report.snapshot().map(ReportText::snapshot).orElse("none"));
    FolderReport.Blocks blocks = report.blocks();
    line(
        text,
        "  blocks    to %d, %d verified, %d executed again, head %s"
            .formatted(blocks.last(), blocks.verified(), blocks.executed(), blocks.lastHash()));
    blocks
        .missing()
        .ifPresent(
            range ->
                line(text, "            %d to %d missing".formatted(range.first(), range.last())));
    report.notes().forEach(note -> line(text, "  note      " + note));
    report.faults().forEach(fault -> line(text, "  FAULT     " + fault));
  }

  private static void addLog(FolderReport.Log log, StringBuilder text) {
    String entries =
        log.entriesLast() == 0
            ? "no entries"
            : "entries %d to %d".formatted(log.entriesFirst(), log.entriesLast());
    String vote = log.hardState().vote().map(NodeId::name).orElse("none");
    line(text, "  log       %s, term %d, vote %s".formatted(entries, log.hardState().term(), vote));
    for (FolderReport.Segment segment : log.segments()) {
      line(text, "            %s, %d bytes".formatted(segment.file(), segment.bytes()));
    }
  }

  private static String snapshot(FolderReport.Snapshot snapshot) {
    return "of entry %s, voters %s, %d bytes of state in %s"
        .formatted(
            snapshot.head().last(),
            snapshot.head().membership().voters(),
            snapshot.contentBytes(),
            snapshot.file());
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
