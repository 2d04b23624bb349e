/** One run from its plan to its report: executed, decided from what was recorded, written down. */
@NullMarked
package dev.assay.cli.verification;

import org.jspecify.annotations.NullMarked;
