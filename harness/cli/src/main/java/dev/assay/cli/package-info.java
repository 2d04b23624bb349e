/** The assay command: the only place that knows everything. */
@NullMarked
package dev.assay.cli;

import org.jspecify.annotations.NullMarked;
