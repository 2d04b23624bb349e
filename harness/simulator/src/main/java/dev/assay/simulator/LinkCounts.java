package dev.assay.simulator;

/**
 * What became of the messages on a directed link so far.
 *
 * @param sent handed to the link, probes not included
 * @param delivered taken by the receiver, second copies included
 * @param cut lost because the link was cut when they were sent or while they were on their way
 * @param lost lost by chance
 * @param duplicated sent twice by chance
 * @param refused dropped because the receiver was down, unknown or had too many waiting
 */
public record LinkCounts(
    long sent, long delivered, long cut, long lost, long duplicated, long refused) {
  static final LinkCounts NONE = new LinkCounts(0, 0, 0, 0, 0, 0);
}
