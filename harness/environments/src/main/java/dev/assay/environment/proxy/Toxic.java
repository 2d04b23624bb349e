package dev.assay.environment.proxy;

/**
 * A disturbance of one direction of a proxy's connections.
 *
 * @param name unique within the proxy, over both directions
 * @param stream the direction as the request wrote it, which is how it is shown
 * @param toxicity share of connections that it takes hold of; outside of 0..1 means none or all
 * @param kind what it does
 * @param revision how often it was updated
 */
record Toxic(
    String name,
    Direction direction,
    String stream,
    double toxicity,
    ToxicKind kind,
    int revision) {}
