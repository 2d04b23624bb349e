/**
 * Planted bugs of the harness itself, each switched on by a run's manifest and by nothing else: a
 * run in which the verifier is broken must not pass.
 */
@NullMarked
package dev.assay.cli.sabotage;

import org.jspecify.annotations.NullMarked;
