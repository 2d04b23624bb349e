/**
 * The {@code process} environment: each node is a process on this machine, each directed link
 * between nodes and each client's link to a node a proxy of its own. Needs no root. Whatever it
 * starts and writes is named in a work folder first, so that the next harness can end and remove
 * what one that was killed left behind.
 */
@NullMarked
package dev.assay.environment.process;

import org.jspecify.annotations.NullMarked;
