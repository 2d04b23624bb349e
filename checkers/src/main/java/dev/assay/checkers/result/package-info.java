/**
 * What checkers found, as data: a verdict, one sentence, evidence that names operations. Reports
 * and scripts depend on this package and on nothing else of the checkers.
 */
@NullMarked
package dev.assay.checkers.result;

import org.jspecify.annotations.NullMarked;
