/**
 * Looks into simulated nodes from outside: what they hand to their disks, what their disks would
 * keep, what they send, and what they believe. Whatever a node promises or decides without the
 * right to is noted at that moment, whether or not anybody comes to harm by it.
 */
@NullMarked
package dev.assay.workloads.witness;

import org.jspecify.annotations.NullMarked;
