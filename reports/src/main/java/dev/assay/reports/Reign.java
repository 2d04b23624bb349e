package dev.assay.reports;

/**
 * A stretch of time in which a node led.
 *
 * @param toNanos negative: to the end of the run
 */
record Reign(String node, long epoch, long fromNanos, long toNanos) {}
