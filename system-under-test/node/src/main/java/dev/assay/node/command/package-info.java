/** The {@code ledger} command: what a person asks of a cluster, one call of the program each. */
@NullMarked
package dev.assay.node.command;

import org.jspecify.annotations.NullMarked;
