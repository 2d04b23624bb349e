package dev.assay.node.command;

import dev.assay.ledger.Query;
import dev.assay.ledger.Receipt;
import dev.assay.ledger.Transaction;
import dev.assay.node.ReadMode;
import dev.assay.node.ReadResult;
import dev.assay.node.SubmitResult;
import dev.assay.node.client.LedgerClient;
import dev.assay.node.grpc.Address;
import dev.assay.node.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Asks node after node until one can answer, within a bound. A transaction goes out again only with
 * its own id, so however often it does, it happens once.
 */
final class Calls implements AutoCloseable {
  private static final Duration CALL_MAX = Duration.ofSeconds(3);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration PACE = Duration.ofMillis(100);

  private final Map<String, LedgerClient> clients = new TreeMap<>();
  private final List<String> order = new ArrayList<>();
  private final Duration patience;
  private final long deadlineNanos;

  Calls(Map<String, Address> nodes, Security security, Duration patience) {
    nodes.forEach(
        (name, address) ->
            clients.put(
                name,
                LedgerClient.connect(address.host(), address.port(), security, Optional.of(name))));
    order.addAll(nodes.keySet());
    this.patience = patience;
    deadlineNanos = System.nanoTime() + patience.toNanos();
  }

  List<String> nodes() {
    return List.copyOf(clients.keySet());
  }

  /** What to do after one node's answer. */
  sealed interface Next<T> {
    record Done<T>(T value) implements Next<T> {}

    /** Another node may do better, this one if any. */
    record Elsewhere<T>(String why, Optional<String> hint, boolean unsure) implements Next<T> {}
  }

  /** One attempt at one node. */
  interface Attempt<T> {
    Next<T> at(LedgerClient client, Duration timeout);
  }

  /**
   * Tries until one is done.
   *
   * @throws CommandFailure when time is over
   */
  <T> T untilDone(String what, Attempt<T> attempt) {
    String last = "nobody was asked";
    boolean unsure = false;
    while (true) {
      long left = deadlineNanos - System.nanoTime();
      if (left <= 0) {
        throw unsure
            ? new CommandFailure(ExitCode.UNKNOWN, what + " may have happened, or may yet: " + last)
            : new CommandFailure(ExitCode.UNAVAILABLE, what + " did not happen: " + last);
      }
      String node = order.getFirst();
      Duration timeout = Duration.ofNanos(Math.min(left, CALL_MAX.toNanos()));
      switch (attempt.at(client(node), timeout)) {
        case Next.Done<T>(T value) -> {
          return value;
        }
        case Next.Elsewhere<T>(String why, Optional<String> hint, boolean now) -> {
          last = node + ": " + why;
          unsure |= now;
          order.remove(node);
          order.add(node);
          hint.filter(order::remove).ifPresent(order::addFirst);
          if (hint.isEmpty()) {
            pause();
          }
        }
      }
    }
  }

  private LedgerClient client(String node) {
    LedgerClient client = clients.get(node);
    if (client == null) {
      throw new CommandFailure(
          ExitCode.BAD_ARGUMENTS, "there is no node %s among %s".formatted(node, nodes()));
    }
    return client;
  }

  private static void pause() {
    try {
      Thread.sleep(PACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.UNKNOWN, "interrupted");
    }
  }

  Receipt submit(String channel, Transaction transaction) {
    return untilDone(
        "transaction " + transaction.id(),
        (client, timeout) -> {
          SubmitResult result =
              answer(timeout, it -> client.submit(channel, transaction, timeout, it));
          return switch (result) {
            case SubmitResult.Committed(Receipt receipt) -> new Next.Done<>(receipt);
            case SubmitResult.Invalid(String reason) ->
                throw new CommandFailure(ExitCode.REFUSED, reason);
            case SubmitResult.NotPrimary(Optional<String> hint) ->
                new Next.Elsewhere<>("is not the primary", hint, false);
            case SubmitResult.Busy(String reason) ->
                new Next.Elsewhere<>(reason, Optional.empty(), false);
            case SubmitResult.NotSent(String reason) ->
                new Next.Elsewhere<>(reason, Optional.empty(), false);
            case SubmitResult.Unknown(String reason) ->
                new Next.Elsewhere<>(reason, Optional.empty(), true);
          };
        });
  }

  /** The output, and the block after which it held. */
  record Output(List<String> values, long block) {
    Output {
      values = List.copyOf(values);
    }
  }

  Output query(String channel, Query query, ReadMode mode) {
    return untilDone(
        "the query",
        (client, timeout) -> {
          ReadResult<List<String>> result =
              answer(timeout, it -> client.query(channel, query, mode, timeout, it));
          return switch (result) {
            case ReadResult.Answered<List<String>>(List<String> values, long block) ->
                new Next.Done<>(new Output(values, block));
            case ReadResult.Invalid<List<String>>(String reason) ->
                throw new CommandFailure(ExitCode.REFUSED, reason);
            case ReadResult.NotPrimary<List<String>>(Optional<String> hint) ->
                new Next.Elsewhere<>("is not the primary", hint, false);
            case ReadResult.Unavailable<List<String>>(String reason) ->
                new Next.Elsewhere<>(reason, Optional.empty(), false);
          };
        });
  }

  /** What one node answers, once. */
  <T> T ask(String node, Call<T> call) {
    Duration timeout = patience.compareTo(CALL_MAX) < 0 ? patience : CALL_MAX;
    return answer(timeout, it -> call.begin(client(node), timeout, it));
  }

  /** Begins a call. */
  interface Call<T> {
    void begin(LedgerClient client, Duration timeout, Consumer<T> answer);
  }

  static <T> T answer(Duration timeout, Consumer<Consumer<T>> call) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    call.accept(answer::complete);
    return answer.orTimeout(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS).join();
  }

  @Override
  public void close() {
    clients.values().forEach(LedgerClient::close);
  }
}
