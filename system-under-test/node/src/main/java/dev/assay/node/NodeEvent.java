package dev.assay.node;

/**
 * Something that a node noted about itself: a new primary, a candidacy, a loss of majority.
 *
 * @param number counts from 0 in a node's life
 * @param nanos {@link NodeClock#monotonicNanos}
 * @param wallMillis {@link NodeClock#wallMillis}
 * @param kind one of a small fixed set of words, for instance {@code became-primary}
 * @param epoch the ordering's epoch that it is about
 * @param detail the rest, for people; may be empty
 */
public record NodeEvent(
    long number, long nanos, long wallMillis, String kind, long epoch, String detail) {}
