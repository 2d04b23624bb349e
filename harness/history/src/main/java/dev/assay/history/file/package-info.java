/**
 * A history as a file of JSON lines, written while the run goes on and read back strictly: whoever
 * reads a history that was cut off, edited or written by something else gets a message, not a
 * verdict.
 */
@NullMarked
package dev.assay.history.file;

import org.jspecify.annotations.NullMarked;
