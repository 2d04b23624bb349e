package dev.assay.node.storage.inspect;

import dev.assay.node.storage.BlockRange;
import dev.assay.node.storage.FolderReport;
import dev.assay.raft.quorum.NodeId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reports for programs: one JSON object on one line. */
final class ReportJson {
  private ReportJson() {}

  static String of(List<FolderReport> reports) {
    return "{\"sound\":%s,\"channels\":%s}\n"
        .formatted(
            reports.stream().allMatch(FolderReport::sound), array(reports, ReportJson::channel));
  }

  private static String channel(FolderReport report) {
    return "{\"channel\":%s,\"log\":%s,\"snapshot\":%s,\"blocks\":%s,\"faults\":%s,\"notes\":%s}"
        .formatted(
            text(report.channel()),
            log(report.log()),
            report.snapshot().map(ReportJson::snapshot).orElse("null"),
            blocks(report.blocks()),
            array(report.faults(), ReportJson::text),
            array(report.notes(), ReportJson::text));
  }

  private static String log(FolderReport.Log log) {
    return ("{\"term\":%d,\"vote\":%s,\"entries_first\":%d,\"entries_last\":%d,"
            + "\"segments\":%s}")
        .formatted(
            log.hardState().term(),
            log.hardState().vote().map(NodeId::name).map(ReportJson::text).orElse("null"),
            log.entriesFirst(),
            log.entriesLast(),
            array(
                log.segments(),
                segment ->
                    "{\"file\":%s,\"bytes\":%d}".formatted(text(segment.file()), segment.bytes())));
  }

  private static String snapshot(FolderReport.Snapshot snapshot) {
    return "{\"file\":%s,\"bytes\":%d,\"index\":%d,\"term\":%d,\"voters\":%s,\"content_bytes\":%d}"
        .formatted(
            text(snapshot.file()),
            snapshot.bytes(),
            snapshot.head().last().index(),
            snapshot.head().last().term(),
            array(List.copyOf(snapshot.head().membership().voters()), node -> text(node.name())),
            snapshot.contentBytes());
  }

  private static String blocks(FolderReport.Blocks blocks) {
    return "{\"last\":%d,\"hash\":%s,\"missing\":%s,\"verified\":%d,\"executed\":%d}"
        .formatted(
            blocks.last(),
            text(blocks.lastHash()),
            blocks.missing().map(ReportJson::range).orElse("null"),
            blocks.verified(),
            blocks.executed());
  }

  private static String range(BlockRange range) {
    return "{\"first\":%d,\"last\":%d}".formatted(range.first(), range.last());
  }

  private static <T> String array(List<T> values, Function<T, String> form) {
    return values.stream().map(form).collect(Collectors.joining(",", "[", "]"));
  }

  private static String text(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
