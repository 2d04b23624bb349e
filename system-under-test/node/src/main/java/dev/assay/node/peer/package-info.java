/**
 * What nodes say to each other beside the ordering's own messages, and the envelope that carries
 * both. Bytes in, values out: no I/O, no state.
 */
@NullMarked
package dev.assay.node.peer;

import org.jspecify.annotations.NullMarked;
