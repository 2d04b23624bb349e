/** What clients saw: operations, outcomes, histories, seeds and the run directory. */
@NullMarked
package dev.assay.history;

import org.jspecify.annotations.NullMarked;
