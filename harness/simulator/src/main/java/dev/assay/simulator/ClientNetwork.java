package dev.assay.simulator;

/** Where clients attach to a world: each attachment has a name and links of its own. */
public interface ClientNetwork {
  /** A new attachment, for one client; close it when the client ends. */
  Endpoint attach();
}
