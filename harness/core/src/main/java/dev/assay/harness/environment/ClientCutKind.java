package dev.assay.harness.environment;

/** Which way of the links between clients and a node is cut. */
public enum ClientCutKind {
  /** What the node answers is lost: clients can't know what became of what they asked. */
  ANSWERS,
  /** What clients ask is lost. */
  REQUESTS,
  BOTH
}
