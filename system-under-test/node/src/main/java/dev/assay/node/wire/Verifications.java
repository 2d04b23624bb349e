package dev.assay.node.wire;

import com.google.protobuf.ByteString;
import dev.assay.ledger.BlockHeader;
import dev.assay.ledger.HeaderCodec;
import dev.assay.ledger.InclusionProof;
import dev.assay.ledger.MalformedBytesException;
import dev.assay.node.HeaderPage;
import dev.assay.protocol.HeadersResponse;
import dev.assay.protocol.ProveResponse;
import java.util.List;
import java.util.Optional;

/** What a light client is told, as the protocol writes it. */
public final class Verifications {
  private Verifications() {}

  public static HeadersResponse toWire(HeaderPage page) {
    HeadersResponse.Builder wire = HeadersResponse.newBuilder().setHeight(page.height());
    page.headers()
        .forEach(header -> wire.addHeaders(ByteString.copyFrom(HeaderCodec.encode(header))));
    return wire.build();
  }

  /** Empty when it makes no sense. */
  public static Optional<HeaderPage> fromWire(HeadersResponse wire) {
    try {
      List<BlockHeader> headers =
          wire.getHeadersList().stream()
              .map(bytes -> HeaderCodec.decode(bytes.toByteArray()))
              .toList();
      return Optional.of(new HeaderPage(headers, wire.getHeight()));
    } catch (MalformedBytesException e) {
      return Optional.empty();
    }
  }

  public static ProveResponse toWire(Optional<InclusionProof> proof) {
    ProveResponse.Builder wire = ProveResponse.newBuilder();
    proof.ifPresent(it -> wire.setProof(ByteString.copyFrom(it.encode())));
    return wire.build();
  }

  /** Empty when there is none, or it makes no sense; whether it holds is for the client to see. */
  public static Optional<InclusionProof> fromWire(ProveResponse wire) {
    try {
      return wire.getProof().isEmpty()
          ? Optional.empty()
          : Optional.of(InclusionProof.decode(wire.getProof().toByteArray()));
    } catch (MalformedBytesException e) {
      return Optional.empty();
    }
  }
}
