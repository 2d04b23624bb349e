package dev.assay.nemesis.schedule;

import java.io.Serial;

/**
 * A schedule that can't be used; the message is one line for people: file, place, what is wrong.
 */
public final class ScheduleException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public ScheduleException(String message) {
    super(message);
  }
}
