/**
 * The life cycle of one verification run: deploy, set up, load, disturb, heal, ask a last time,
 * collect, close. It ends with a history; what the history proves is decided elsewhere.
 */
@NullMarked
package dev.assay.harness.run;

import org.jspecify.annotations.NullMarked;
