/**
 * Histories in the form that Jepsen and its relatives write and read: EDN maps, {@code :info} for
 * an unknown outcome. Meaning is carried over as far as it has a place here; a history read and
 * written again keeps its operations.
 */
@NullMarked
package dev.assay.history.edn;

import org.jspecify.annotations.NullMarked;
