package dev.assay.checkers.result;

import java.util.List;

/**
 * One reason for a verdict.
 *
 * @param operations indices of the invocations it speaks of, in the order of the sentence; empty
 *     when it is about something else, such as a block
 * @param sentence what they show, for people
 */
public record Evidence(List<Long> operations, String sentence) {
  public Evidence {
    operations = List.copyOf(operations);
  }
}
