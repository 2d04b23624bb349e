package dev.assay.reports;

/**
 * A fault from its injection to its recovery.
 *
 * @param toNanos negative: to the end of the run
 */
record Disturbance(
    String f, String targets, long fromNanos, long toNanos, boolean proven, String facts) {}
