package dev.assay.node.storage;

/**
 * The end of a file that a crash had left incomplete and that was removed at restart.
 *
 * @param offset where the file now ends
 * @param sizeBytes how much was removed
 */
public record CutTail(String file, long offset, long sizeBytes) {}
