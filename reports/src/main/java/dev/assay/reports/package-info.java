/** The HTML report, JUnit XML and JSON of a run, from its run directory alone. */
@NullMarked
package dev.assay.reports;

import org.jspecify.annotations.NullMarked;
