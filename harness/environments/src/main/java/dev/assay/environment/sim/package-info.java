/**
 * The environment {@code sim}: every node in one thread, on virtual time, in a simulated world. The
 * run's seed decides everything that happens; equal seeds give equal runs.
 */
@NullMarked
package dev.assay.environment.sim;

import org.jspecify.annotations.NullMarked;
