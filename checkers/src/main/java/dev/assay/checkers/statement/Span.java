package dev.assay.checkers.statement;

import dev.assay.history.Value;

/**
 * From when until when something can take effect, by a clock.
 *
 * @param order the word of the orders that respect this clock
 * @param clock one for time, one for places, one for each process
 */
public record Span(String order, Value clock, long from, long to) {
  public boolean isBefore(Span other) {
    return to < other.from && clock.equals(other.clock);
  }
}
