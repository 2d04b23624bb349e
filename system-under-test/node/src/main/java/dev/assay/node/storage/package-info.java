/**
 * What a node keeps on disk: a write-ahead log that decides what is durable, and a file of blocks
 * that can always be derived from it. Everything goes through {@link dev.assay.node.storage.Disk},
 * so that a simulator can lose, tear and refuse writes under the very code that runs in earnest.
 */
@NullMarked
package dev.assay.node.storage;

import org.jspecify.annotations.NullMarked;
