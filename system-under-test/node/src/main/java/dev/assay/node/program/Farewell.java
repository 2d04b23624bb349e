package dev.assay.node.program;

import dev.assay.node.AdministrationResult;
import dev.assay.node.LedgerNode;
import dev.assay.node.LedgerStatus;
import dev.assay.node.Members.Member;
import dev.assay.node.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's orderly end: it takes no more requests, makes other nodes primary where it is, and
 * answers what it has taken. All of it within bounds; what is left then is answered with what is
 * known, as when a node fails.
 */
final class Farewell {
  private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);
  private static final Duration HANDOVER_MAX = Duration.ofMillis(1500);
  private static final Duration ANSWERS_MAX = Duration.ofSeconds(2);

  private final String self;
  private final OwnerThread owner;
  private final LedgerNode node;
  private final NodeInbox inbox;

  Farewell(String self, OwnerThread owner, LedgerNode node, NodeInbox inbox) {
    this.self = self;
    this.owner = owner;
    this.node = node;
    this.inbox = inbox;
  }

  void say() throws InterruptedException {
    inbox.close();
    long deadline = System.nanoTime() + HANDOVER_MAX.toNanos();
    Optional<LedgerStatus> main = onOwner(deadline, answer -> answer.accept(node.status()));
    List<String> channels = main.map(it -> it.standing().channels()).orElse(List.of());
    for (String channel : channels) {
      handOver(channel, deadline);
    }
    if (!inbox.awaitAnswered(ANSWERS_MAX)) {
      LOG.warn("{} leaves requests without an answer after {}", self, ANSWERS_MAX);
    }
  }

  private void handOver(String channel, long deadline) throws InterruptedException {
    Optional<LedgerStatus> status =
        this.<Optional<LedgerStatus>>onOwner(
                deadline, answer -> answer.accept(node.status(channel)))
            .flatMap(it -> it);
    if (status.isEmpty() || status.get().role() != Role.PRIMARY) {
      return;
    }
    for (Member voter : status.get().standing().members().voters()) {
      if (voter.name().equals(self)) {
        continue;
      }
      Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
      Optional<AdministrationResult> result =
          onOwner(deadline, answer -> node.transferPrimary(channel, voter.name(), left, answer));
      if (result.filter(AdministrationResult.Done.class::isInstance).isPresent()) {
        LOG.info("{} hands {} over to {}", self, channel, voter.name());
        return;
      }
    }
  }

  private <T> Optional<T> onOwner(long deadline, Consumer<Consumer<T>> question)
      throws InterruptedException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    owner.post(() -> question.accept(answer::complete));
    try {
      return Optional.of(
          answer.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    }
  }
}
