package dev.assay.node.client;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.protocol.ClientEnvelope;
import dev.assay.protocol.ClientRequest;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Calls over anything that carries bytes and may lose them, one thread only: requests leave as a
 * {@link ClientEnvelope} and answers come as one. Answers to nobody, and what is no envelope, are
 * ignored.
 */
public final class EnvelopeTransport implements ClientTransport {
  /** Calls under way at a time. */
  static final int CALLS_MAX = 1024;

  private final Consumer<byte[]> send;
  private final Timer timer;
  private final TreeMap<Long, Consumer<Reply>> waiting = new TreeMap<>();
  private long nextId = 1;

  /** Runs a task once, after a delay, on the transport's only thread. */
  public interface Timer {
    void after(Duration delay, Runnable task);
  }

  /**
   * @param send hands bytes to the network, towards the node; must not call back
   */
  public EnvelopeTransport(Consumer<byte[]> send, Timer timer) {
    this.send = send;
    this.timer = timer;
  }

  @Override
  public void call(ClientRequest request, Duration timeout, Consumer<Reply> reply) {
    if (waiting.size() >= CALLS_MAX) {
      reply.accept(new Reply.NotSent(CALLS_MAX + " calls are under way already"));
      return;
    }
    long id = nextId++;
    waiting.put(id, reply);
    send.accept(ClientEnvelope.newBuilder().setId(id).setRequest(request).build().toByteArray());
    timer.after(
        timeout,
        () -> answer(id, new Reply.NoAnswer("no answer in " + timeout.toMillis() + " ms")));
  }

  /** Bytes have arrived that should be an answer. */
  public void received(byte[] bytes) {
    try {
      ClientEnvelope envelope = ClientEnvelope.parseFrom(bytes);
      if (envelope.hasResponse()) {
        answer(envelope.getId(), new Reply.Answered(envelope.getResponse()));
      }
    } catch (InvalidProtocolBufferException e) {
      // Not for us; the time-out answers whoever waits.
    }
  }

  private void answer(long id, Reply reply) {
    Consumer<Reply> caller = waiting.remove(id);
    if (caller != null) {
      caller.accept(reply);
    }
  }

  @Override
  public void close() {
    List.copyOf(waiting.keySet())
        .forEach(id -> answer(id, new Reply.NoAnswer("the client closed")));
  }
}
