/**
 * Clients of one node: typed calls over a transport, which is gRPC in earnest and plain bytes
 * elsewhere.
 */
@NullMarked
package dev.assay.node.client;

import org.jspecify.annotations.NullMarked;
