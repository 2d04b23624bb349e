/**
 * Generators, the interpreter, the interfaces of clients, systems and environments, and the life
 * cycle of a run.
 */
@NullMarked
package dev.assay.harness;

import org.jspecify.annotations.NullMarked;
