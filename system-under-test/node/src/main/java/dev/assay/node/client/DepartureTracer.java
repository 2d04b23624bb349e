package dev.assay.node.client;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/**
 * Knows whether one call was ever given to a connection. A call that found none, because the node
 * refused connections say, is the only kind of failed call of which it is certain that the node has
 * not seen it.
 */
final class DepartureTracer extends ClientStreamTracer.Factory {
  private volatile boolean mayHaveLeft;

  boolean mayHaveLeft() {
    return mayHaveLeft;
  }

  @Override
  public ClientStreamTracer newClientStreamTracer(
      ClientStreamTracer.StreamInfo info, Metadata headers) {
    return new ClientStreamTracer() {
      @Override
      public void streamCreated(Attributes transportAttributes, Metadata metadata) {
        mayHaveLeft = true;
      }
    };
  }
}
