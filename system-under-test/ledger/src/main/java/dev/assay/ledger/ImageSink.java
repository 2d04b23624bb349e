package dev.assay.ledger;

import java.io.IOException;

/** Takes an image's bytes, piece by piece in their order. */
@FunctionalInterface
public interface ImageSink {
  /** Takes {@code length} bytes from {@code offset} on; the array changes after the call. */
  void write(byte[] bytes, int offset, int length) throws IOException;
}
