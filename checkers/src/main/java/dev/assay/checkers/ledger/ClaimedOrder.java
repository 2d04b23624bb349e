package dev.assay.checkers.ledger;

import dev.assay.checkers.Findings;
import dev.assay.checkers.chain.Block;
import dev.assay.checkers.chain.Chain;
import dev.assay.checkers.chain.Transaction;
import dev.assay.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Replays the order that the ledger itself claims: transactions by block and position, each read
 * behind its block. A claimed order that the rules and real time allow is a linearization, whoever
 * claims it; it costs one sort and one walk. A chain, where there is one, tells which transactions
 * with an unknown outcome took effect, and where.
 */
final class ClaimedOrder {
  private final List<LedgerOperation> operations;
  private final Optional<Chain> chain;
  private final boolean allChains;
  private final Map<String, Submission> submissions;
  private final Findings findings = new Findings();
  private final Set<String> effective = new HashSet<>();

  /** Whether there may be transactions in effect whose place nobody told. */
  private final boolean gaps;

  private boolean certain;

  /** The event at which the first finding shows; later ones do not matter to it. */
  private long shownAt = Operation.NEVER;

  /**
   * An order to be replayed.
   *
   * @param operations those that constrain, in the order of invocation
   * @param chain the longest one that could be read wholly
   * @param allChains whether every node's chain was there to choose from: then what is not in the
   *     longest is nowhere
   */
  ClaimedOrder(List<LedgerOperation> operations, Optional<Chain> chain, boolean allChains) {
    this.operations = operations;
    this.chain = chain;
    this.allChains = allChains;
    this.submissions = Submission.of(operations);
    this.gaps =
        !(chain.isPresent() && allChains)
            && submissions.values().stream().anyMatch(s -> s.acknowledged().isEmpty());
  }

  /**
   * What the replay found.
   *
   * @param findings empty when the claimed order is a linearization
   * @param certain whether what was found breaks the contract of the order for certain; not so when
   *     a transaction whose outcome nobody knows might explain it
   * @param shownAt the event at which the first of them shows, {@link Operation#NEVER} without one
   */
  record Outcome(Findings findings, boolean certain, long shownAt) {}

  /** A place in the order; a read's is behind all positions. */
  private record Place(long block, long position) implements Comparable<Place> {
    static final long BEHIND = Long.MAX_VALUE;

    @Override
    public int compareTo(Place other) {
      int byBlock = Long.compare(block, other.block);
      return byBlock != 0 ? byBlock : Long.compare(position, other.position);
    }

    @Override
    public String toString() {
      return "block " + block + ", position " + position;
    }
  }

  /** What stands at a place: a transaction by the chain or by its receipt. */
  private record Standing(Call.Change change, Transaction.Result result, List<String> output) {}

  /** What is replayed: its place, when it was asked for first, and when it had ended at last. */
  private record Item(Place place, long begin, long end, LedgerOperation operation) {}

  Outcome replay() {
    Map<Place, Standing> standing = placesOfTheChain();
    placeReceipts(standing);
    List<Map.Entry<Place, Standing>> inOrder = new ArrayList<>(standing.entrySet());
    inOrder.sort(Map.Entry.comparingByKey());
    long height = chain.map(Chain::height).orElse(0L);
    World world = new World();
    Watermark watermark = new Watermark();
    var places = inOrder.iterator();
    Map.Entry<Place, Standing> next = places.hasNext() ? places.next() : null;
    for (Item read : reads()) {
      while (next != null && next.getKey().compareTo(read.place()) < 0) {
        transaction(next.getKey(), next.getValue(), world, watermark);
        next = places.hasNext() ? places.next() : null;
      }
      if (chain.isPresent() && allChains && read.place().block() > height) {
        found(
            read.operation(),
            "%s %s, but the longest chain ends at block %d: blocks that clients saw are gone"
                .formatted(read.operation().name(), read.operation().said(), height));
      }
      compare(read.operation(), world);
      watermark.pass(read);
    }
    while (next != null) {
      transaction(next.getKey(), next.getValue(), world, watermark);
      next = places.hasNext() ? places.next() : null;
    }
    return new Outcome(findings, certain, shownAt);
  }

  private Map<Place, Standing> placesOfTheChain() {
    Map<Place, Standing> standing = new HashMap<>();
    for (Block block : chain.map(Chain::blocks).orElse(List.of())) {
      for (int position = 0; position < block.transactions().size(); position++) {
        Transaction transaction = block.transactions().get(position);
        Place place = new Place(block.number(), position);
        Changes.of(transaction)
            .ifPresent(
                change ->
                    standing.put(
                        place, new Standing(change, transaction.result(), transaction.output())));
      }
    }
    return standing;
  }

  /** Adds what was acknowledged, and finds what contradicts the chain or another receipt. */
  private void placeReceipts(Map<Place, Standing> standing) {
    for (Submission submission : submissions.values()) {
      Optional<LedgerOperation> acknowledged = submission.acknowledged();
      if (acknowledged.isEmpty()) {
        continue;
      }
      compareReceipts(submission, acknowledged.get());
      LedgerOperation operation = acknowledged.get();
      Answer.Receipt receipt = (Answer.Receipt) operation.answer();
      Place place = new Place(receipt.block(), receipt.position());
      Standing claimed =
          new Standing((Call.Change) operation.call(), receipt.result(), receipt.output());
      Standing there = standing.putIfAbsent(place, claimed);
      if (there != null && !there.change().id().equals(claimed.change().id())) {
        found(
            operation,
            "%s was acknowledged as %s, where %s stands"
                .formatted(operation.name(), operation.said(), there.change().id()));
      } else if (there != null && !there.output().equals(claimed.output())) {
        found(
            operation,
            "%s was acknowledged as %s, where the chain holds %s"
                .formatted(operation.name(), operation.said(), there.output()));
      } else if (there != null && !there.result().equals(claimed.result())) {
        found(
            operation,
            "%s was acknowledged as %s, where it stands as %s"
                .formatted(
                    operation.name(), operation.said(), LedgerOperation.text(there.result())));
      } else if (there == null && chain.isPresent() && (allChains || within(place))) {
        found(
            operation,
            "%s was acknowledged as %s, where the longest chain (of %s, %d blocks) has nothing"
                .formatted(
                    operation.name(), operation.said(), chain.get().node(), chain.get().height()));
      }
    }
  }

  private boolean within(Place place) {
    return place.block() <= chain.map(Chain::height).orElse(0L);
  }

  private void compareReceipts(Submission submission, LedgerOperation first) {
    for (LedgerOperation other : submission.operations()) {
      if (other.answer() instanceof Answer.Receipt && !other.answer().equals(first.answer())) {
        found(
            List.of(first, other),
            "%s was %s, but asked again as #%d it was %s: one id has two receipts"
                .formatted(first.name(), first.said(), other.index(), other.said()));
      }
    }
  }

  /** In the order of their places; those behind the same block in the order of invocation. */
  private List<Item> reads() {
    List<Item> reads = new ArrayList<>();
    for (LedgerOperation operation : operations) {
      if (operation.answer() instanceof Answer.Seen seen) {
        reads.add(
            new Item(
                new Place(seen.block(), Place.BEHIND),
                operation.index(),
                operation.operation().endIndex(),
                operation));
      }
    }
    reads.sort(
        Comparator.comparingLong((Item read) -> read.place().block())
            .thenComparingLong(Item::begin));
    return reads;
  }

  private void transaction(Place place, Standing standing, World world, Watermark watermark) {
    try {
      executed(place, standing, world, watermark);
    } catch (IllegalArgumentException e) {
      doubtless("%s at %s: %s".formatted(standing.change().id(), place, e.getMessage()));
    }
  }

  private void executed(Place place, Standing standing, World world, Watermark watermark) {
    Transaction.Result due = world.decide(standing.change());
    Submission submission = submissions.get(standing.change().id());
    if (!effective.add(standing.change().id())) {
      doubtless("%s takes effect again at %s".formatted(standing.change().id(), place));
    }
    if (submission == null || !submission.asksFor(standing.change())) {
      doubtless(
          "%s at %s is not what any client asked for".formatted(standing.change().id(), place));
    } else {
      if (!due.equals(standing.result())) {
        perhaps(
            submission.endsFirst(),
            "%s is %s at %s, where the rules say %s%s"
                .formatted(
                    submission.first().name(),
                    LedgerOperation.text(standing.result()),
                    place,
                    LedgerOperation.text(due),
                    touched(standing.change(), world)));
      } else if (due instanceof Transaction.Result.Applied
          && !world.output(standing.change()).equals(standing.output())) {
        perhaps(
            submission.endsFirst(),
            "%s says %s at %s, where the rules say %s"
                .formatted(
                    submission.first().name(),
                    standing.output(),
                    place,
                    world.output(standing.change())));
      }
      watermark.pass(
          new Item(
              place, submission.first().index(), submission.endIndex(), submission.endsFirst()));
    }
    if (standing.result() instanceof Transaction.Result.Applied) {
      world.apply(standing.change());
    }
  }

  private static String touched(Call.Change change, World world) {
    if (!(change instanceof Call.Money money)) {
      return "";
    }
    TreeMap<String, Long> touched = new TreeMap<>(world.balances());
    touched.keySet().retainAll(Changes.accounts(money));
    return ": the accounts stand at " + touched;
  }

  private void compare(LedgerOperation read, World world) {
    if (!(read.answer() instanceof Answer.Seen seen) || world.gives(read.call(), seen)) {
      return;
    }
    if (seen instanceof Answer.Balances(var balances, long block)) {
      perhaps(
          read,
          "%s saw %s at block %d, where the order up to that block gives %s"
              .formatted(
                  read.name(),
                  Differences.of(balances, world.balances()),
                  block,
                  Differences.of(world.balances(), balances)));
    } else {
      perhaps(
          read,
          "%s %s, where the order up to that block gives %s"
              .formatted(read.name(), read.said(), world.due(read.call())));
    }
  }

  private void found(LedgerOperation operation, String sentence) {
    found(List.of(operation), sentence);
  }

  /** Something that a transaction in a gap of the order might explain. */
  private void perhaps(LedgerOperation operation, String sentence) {
    boolean before = certain;
    found(operation, sentence);
    certain = before || !gaps;
  }

  private void found(List<LedgerOperation> about, String sentence) {
    long shows =
        about.stream()
            .mapToLong(operation -> operation.operation().endIndex())
            .filter(end -> end != Operation.NEVER)
            .max()
            .orElse(Operation.NEVER);
    certain = true;
    shownAt = Math.min(shownAt, shows);
    findings.add(about.stream().map(LedgerOperation::index).toList(), sentence);
  }

  private void doubtless(String sentence) {
    certain = true;
    findings.add(List.of(), sentence);
  }

  /**
   * Real time: points within all intervals that follow the order exist when no item had ended
   * before one that stands earlier began. One running maximum of the beginnings decides it.
   */
  private final class Watermark {
    private Optional<Item> latestBeginning = Optional.empty();
    private Optional<Item> accused = Optional.empty();

    void pass(Item item) {
      if (latestBeginning.isPresent() && item.end() < latestBeginning.get().begin()) {
        // A stale read comes before everything it missed: once is enough.
        if (!accused.equals(latestBeginning)) {
          accused = latestBeginning;
          outOfTime(latestBeginning.get(), item);
        }
      }
      if (latestBeginning.isEmpty() || item.begin() > latestBeginning.get().begin()) {
        latestBeginning = Optional.of(item);
      }
    }

    /** The one stands before the other in the order, and began after the other had ended. */
    private void outOfTime(Item earlier, Item later) {
      LedgerOperation one = earlier.operation();
      LedgerOperation other = later.operation();
      String sentence =
          earlier.place().position() != Place.BEHIND
              ? "%s stands at %s, before %s, which had ended before it began"
                  .formatted(one.name(), earlier.place(), what(later))
              : later.place().position() != Place.BEHIND
                  ? "%s %s, but %s had returned before it began and is missing"
                      .formatted(one.name(), one.said(), what(later))
                  : "%s %s, but %s had seen block %d before it began: time went back"
                      .formatted(one.name(), one.said(), other.name(), later.place().block());
      found(List.of(one, other), sentence);
    }

    private static String what(Item item) {
      return item.operation().name() + " at " + item.place();
    }
  }
}
