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

  private final World world;
  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private long forgotten;

  MachineLog(World world) {
    this.world = world;
  }

  void add(String line) {
    if (lines.size() == LINES_MAX) {
      lines.removeFirst();
      forgotten++;
    }
    long now = world.nowNanos();
    String text = line.length() > LINE_CHARS_MAX ? line.substring(0, LINE_CHARS_MAX) : line;
    lines.addLast(
        String.format(
            Locale.ROOT, "%6d.%09d %s", now / NANOS_PER_SECOND, now % NANOS_PER_SECOND, text));
  }

  List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    if (forgotten > 0) {
      all.addFirst("(%d earlier lines are forgotten)".formatted(forgotten));
    }
    return List.copyOf(all);
  }
}
