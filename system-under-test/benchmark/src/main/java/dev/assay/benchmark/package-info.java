/** Loads three ledger nodes and three etcd nodes in turn, and measures both the same way. */
@NullMarked
package dev.assay.benchmark;

import org.jspecify.annotations.NullMarked;
