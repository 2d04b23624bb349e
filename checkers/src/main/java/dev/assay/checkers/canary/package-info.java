/**
 * Who watches the watchmen: tiny recordings whose verdict is known are given to each checker
 * together with every run that it judges. A checker that misses one of them is broken, and what it
 * says of the run counts for nothing.
 */
@NullMarked
package dev.assay.checkers.canary;

import org.jspecify.annotations.NullMarked;
