package dev.assay.benchmark;

/** Where a node is reached. */
record Endpoint(String host, int port) {
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
