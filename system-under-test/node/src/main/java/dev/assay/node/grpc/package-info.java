/** A node's side of gRPC: the server that peers and clients call, and the links to its peers. */
@NullMarked
package dev.assay.node.grpc;

import org.jspecify.annotations.NullMarked;
