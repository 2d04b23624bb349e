/**
 * Whole runs of the ledger on virtual time: what a seed makes of one, and how many are lived one
 * after the other, in memory.
 */
@NullMarked
package dev.assay.cli.simulation;

import org.jspecify.annotations.NullMarked;
