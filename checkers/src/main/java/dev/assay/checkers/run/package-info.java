/**
 * What is asked of every run, whatever the system: did it answer again after its faults, did enough
 * happen to prove anything, and what happened in numbers; and the choice of checkers for a run.
 */
@NullMarked
package dev.assay.checkers.run;

import org.jspecify.annotations.NullMarked;
