/**
 * The folder of one run, the only thing that passes between running, checking and reporting: where
 * its files lie and what its manifest asked for.
 */
@NullMarked
package dev.assay.history.run;

import org.jspecify.annotations.NullMarked;
