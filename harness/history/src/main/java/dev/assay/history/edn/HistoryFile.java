package dev.assay.history.edn;

import dev.assay.history.History;
import dev.assay.history.HistoryException;
import dev.assay.history.file.HistoryReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A history file of any form that is known, told by how it begins. */
public final class HistoryFile {
  private static final int LOOKED_AT_BYTES = 4096;

  private HistoryFile() {}

  /** The forms of history files. */
  public enum Form {
    /** Ours: an event a line. */
    JSON_LINES,
    /** Jepsen's, Knossos's and Porcupine's key-value histories. */
    EDN,
    /** The log of a Jepsen run of 2014: Porcupine's etcd histories. */
    JEPSEN_LOG
  }

  /**
   * The whole history.
   *
   * @throws HistoryException when it cannot be believed as it is: with the line and why
   */
  public static History read(Path file) {
    return switch (form(file)) {
      case JSON_LINES -> HistoryReader.read(file);
      case EDN -> EdnHistory.read(file);
      case JEPSEN_LOG -> JepsenLog.read(file);
    };
  }

  /** Which form it has; JSON lines when nothing else fits, whose reader then says what is wrong. */
  public static Form form(Path file) {
    String beginning;
    try (InputStream in = Files.newInputStream(file)) {
      beginning = new String(in.readNBytes(LOOKED_AT_BYTES), StandardCharsets.UTF_8).stripLeading();
    } catch (IOException e) {
      throw new HistoryException(file, 0, "cannot be read: " + e, "name a history file");
    }
    if (beginning.contains("jepsen.util")) {
      return Form.JEPSEN_LOG;
    }
    String inside = beginning.startsWith("{") ? beginning.substring(1).stripLeading() : "";
    boolean isJson = inside.startsWith("\"") || inside.startsWith("}");
    boolean isEdn = !beginning.isEmpty() && "[({;#".indexOf(beginning.charAt(0)) >= 0;
    return isEdn && !isJson ? Form.EDN : Form.JSON_LINES;
  }
}
