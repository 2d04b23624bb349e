package dev.assay.node.program;

import dev.assay.node.storage.Failpoint;
import dev.assay.node.storage.Failpoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Ends the program where a verification wants it to: without finishing anything, as kill -9 does.
 * It is armed by the file {@code crash} in the control folder, two lines: how the point's name
 * begins, and how many such points are passed first. What struck is left there as {@code crashed},
 * the point's name, and {@code crash} is gone: it strikes once. Any thread.
 */
final class ArmedCrash implements Failpoints {
  static final String ARMED = "crash";
  static final String STRUCK = "crashed";

  /** As if by SIGKILL. */
  private static final int EXIT_CODE = 137;

  private final Path armed;
  private final Path struck;
  private final Runnable end;
  private String order = "";
  private String prefix = "";
  private long left;

  ArmedCrash(Path control) {
    this(control, () -> Runtime.getRuntime().halt(EXIT_CODE));
  }

  /**
   * @param end never returns, in earnest
   */
  ArmedCrash(Path control, Runnable end) {
    this.armed = control.resolve(ARMED);
    this.struck = control.resolve(STRUCK);
    this.end = end;
  }

  @Override
  public synchronized void reached(Failpoint point) {
    // Costs a look at a folder, next to a write: paid by nodes alone that have a control folder.
    if (!Files.exists(armed)) {
      order = "";
      return;
    }
    read();
    if (!order.isEmpty() && point.id().startsWith(prefix) && left-- == 0) {
      leave(point);
      end.run();
    }
  }

  private void read() {
    try {
      List<String> lines = Files.readAllLines(armed);
      String given = String.join("\n", lines);
      if (lines.size() == 2 && !given.equals(order)) {
        left = Long.parseLong(lines.get(1));
        prefix = lines.getFirst();
        order = given;
      }
    } catch (NoSuchFileException e) {
      order = "";
    } catch (IOException | NumberFormatException e) {
      throw new IllegalStateException(armed + " is no order to crash: " + e, e);
    }
  }

  private void leave(Failpoint point) {
    try {
      Path next = struck.resolveSibling(STRUCK + ".next");
      Files.write(next, (point.id() + "\n").getBytes(StandardCharsets.UTF_8));
      Files.move(next, struck, StandardCopyOption.ATOMIC_MOVE);
      Files.delete(armed);
    } catch (IOException e) {
      throw new IllegalStateException(struck + " can't be written: " + e, e);
    }
  }
}
