/**
 * The gate: every planted bug against the faults and the load that must expose it, honest runs
 * beside them, and what came of it as a table, as JSON and as a page.
 */
@NullMarked
package dev.assay.cli.gate;

import org.jspecify.annotations.NullMarked;
