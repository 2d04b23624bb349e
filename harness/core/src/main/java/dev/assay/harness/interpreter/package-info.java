/**
 * The state machine that turns a generator into a recorded history, driven in real or virtual time.
 */
@NullMarked
package dev.assay.harness.interpreter;

import org.jspecify.annotations.NullMarked;
