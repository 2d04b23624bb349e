/**
 * What nodes noted about themselves, judged: who led when, how lives ended, what was known before a
 * restart and after it. Nothing here asks what clients saw.
 */
@NullMarked
package dev.assay.checkers.nodes;

import org.jspecify.annotations.NullMarked;
