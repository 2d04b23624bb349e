/**
 * Checkers and their models: what a history proves; a library by itself. A checker looks at a
 * recording, within a budget, and answers with a result; this package runs them so that none can
 * take the others down.
 */
@NullMarked
package dev.assay.checkers;

import org.jspecify.annotations.NullMarked;
