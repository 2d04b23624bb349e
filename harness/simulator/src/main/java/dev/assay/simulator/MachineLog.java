package dev.assay.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a machine's console showed: its lives and deaths, and what its programs said. */
final class MachineLog {
  static final int LINES_MAX = 20_000;
  static final int LINE_CHARS_MAX = 1_000;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** A line as it was said; it is put into words when somebody reads it. */
  private record Line(long nanos, String text) {
    String words() {
      return String.format(
          Locale.ROOT, "%6d.%09d %s", nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND, text);
    }
  }

  private final World world;
  private final ArrayDeque<Line> lines = new ArrayDeque<>();
  private long forgotten;

  MachineLog(World world) {
    this.world = world;
  }

  void add(String line) {
    if (lines.size() == LINES_MAX) {
      lines.removeFirst();
      forgotten++;
    }
    String text = line.length() > LINE_CHARS_MAX ? line.substring(0, LINE_CHARS_MAX) : line;
    lines.addLast(new Line(world.nowNanos(), text));
  }

  List<String> lines() {
    List<String> all = new ArrayList<>();
    lines.forEach(line -> all.add(line.words()));
    if (forgotten > 0) {
      all.addFirst("(%d earlier lines are forgotten)".formatted(forgotten));
    }
    return List.copyOf(all);
  }
}
