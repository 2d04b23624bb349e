package dev.assay.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/** One line of a terminal that is written again and again; nothing where there is no terminal. */
final class ProgressText {
  private static final int WIDTH = 110;

  private final PrintStream out;
  private final boolean terminal =
      Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  private boolean shown;

  ProgressText(PrintStream out) {
    this.out = out;
  }

  void show(String text) {
    if (terminal) {
      shown = true;
      out.print("\r" + padded(text));
      out.flush();
    }
  }

  /** A line that stays. */
  void println(String text) {
    clear();
    out.println(text);
  }

  void clear() {
    if (shown) {
      out.print("\r" + padded("") + "\r");
      shown = false;
    }
  }

  private static String padded(String text) {
    return text.length() >= WIDTH
        ? text.substring(0, WIDTH)
        : text + " ".repeat(WIDTH - text.length());
  }
}
