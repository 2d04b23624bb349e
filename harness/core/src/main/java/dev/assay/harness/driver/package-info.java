/**
 * The two kinds of time in which an interpreter runs: real time with virtual threads, and the
 * simulator's event queue.
 */
@NullMarked
package dev.assay.harness.driver;

import org.jspecify.annotations.NullMarked;
