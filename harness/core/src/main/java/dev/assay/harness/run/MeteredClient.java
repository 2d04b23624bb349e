package dev.assay.harness.run;

import dev.assay.harness.client.Client;
import dev.assay.harness.client.Invocation;
import dev.assay.history.Outcome;
import dev.assay.history.ProcessId;
import java.util.function.Consumer;

/**
 * Sees to it that a client asks no more often than the history says: what is retried unseen makes
 * every verdict wrong. Whoever answers an operation may do so on any thread.
 */
final class MeteredClient implements Client {
  private final ProcessId process;
  private final Client client;
  private final Consumer<String> breach;
  private long invoked;

  MeteredClient(ProcessId process, Client client, Consumer<String> breach) {
    this.process = process;
    this.client = client;
    this.breach = breach;
  }

  @Override
  public void invoke(Invocation invocation, Consumer<Outcome> completion) {
    long asked;
    synchronized (this) {
      asked = ++invoked;
    }
    client.invoke(
        invocation,
        outcome -> {
          compare(asked);
          completion.accept(outcome);
        });
  }

  @Override
  public void close() {
    long asked;
    synchronized (this) {
      asked = invoked;
    }
    compare(asked);
    client.close();
  }

  @Override
  public long requestsSent() {
    return client.requestsSent();
  }

  private void compare(long asked) {
    long sent = client.requestsSent();
    if (sent > asked) {
      breach.accept(
          "the client of process %d sent %d requests for %d operations: what it retries belongs into the history"
              .formatted(process.number(), sent, asked));
    }
  }
}
