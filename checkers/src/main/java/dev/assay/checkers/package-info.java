/** Checkers and their models: what a history proves; a library by itself. */
@NullMarked
package dev.assay.checkers;

import org.jspecify.annotations.NullMarked;
