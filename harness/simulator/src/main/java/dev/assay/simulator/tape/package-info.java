/**
 * Property tests on a choice tape: a test draws every choice from a tape of numbers; when it fails,
 * the tape is made shorter and smaller for as long as it still fails, and the failure names the
 * tape that is left. There is no generator to shrink: whatever the test builds from smaller choices
 * is smaller by itself.
 */
@NullMarked
package dev.assay.simulator.tape;

import org.jspecify.annotations.NullMarked;
