package dev.assay.environment.proxy;

/**
 * What went through one proxy since it was created: the evidence that a cut link was really cut.
 *
 * @param accepted connections that clients opened
 * @param unreachable those among them that were closed because the upstream could not be reached
 * @param upstream bytes from clients to the server
 * @param downstream bytes from the server to clients
 */
public record ProxyCounters(long accepted, long unreachable, Flow upstream, Flow downstream) {

  /**
   * Bytes of one direction; what was received and neither forwarded nor dropped is still held.
   *
   * @param received read from the sender
   * @param forwarded written to the receiver
   * @param dropped thrown away by a toxic, or because the receiver had gone
   */
  public record Flow(long received, long forwarded, long dropped) {}
}
