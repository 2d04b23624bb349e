package dev.assay.workloads.witness;

import dev.assay.ledger.Receipt;
import dev.assay.ledger.Result;
import dev.assay.ledger.contract.SetContract;
import dev.assay.node.LedgerNode;
import dev.assay.node.ReadMode;
import dev.assay.node.ReadResult;
import dev.assay.node.SubmitResult;
import dev.assay.simulator.Randomness;
import java.time.Duration;
import java.util.List;

/** Uses the second channel through one node, in all of its lives, and judges what it answers. */
public final class SecondClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** One tick in so many asks for something. */
  private static final int ACTS_ONE_IN = 24;

  private static final int KINDS = 8;
  private static final int READS_OF_KINDS = 2;

  private final SecondChannel all;
  private final NodeWitness witness;
  private final Runnable worked;
  private boolean works;

  /**
   * @param worked told once, when the node has acknowledged something in this channel
   */
  public SecondClient(SecondChannel all, NodeWitness witness, Runnable worked) {
    this.all = all;
    this.witness = witness;
    this.worked = worked;
  }

  /** The node has ticked. */
  public void ticked(LedgerNode node) {
    Randomness drawn =
        new Randomness(witness.worldNanos() ^ ((long) witness.name().hashCode() << 32));
    if (drawn.below(ACTS_ONE_IN) != 0) {
      return;
    }
    if (drawn.below(KINDS) < READS_OF_KINDS) {
      read(node, drawn.below(2) == 0 ? ReadMode.LEASE : ReadMode.QUORUM);
    } else {
      add(node, drawn.next());
    }
  }

  private void add(LedgerNode node, long draw) {
    SecondChannel.Addition addition = all.next(draw);
    node.submit(
        SecondChannel.NAME,
        SetContract.add(addition.id(), SecondChannel.SET, addition.id()),
        TIMEOUT,
        result -> added(addition, result));
  }

  private void added(SecondChannel.Addition addition, SubmitResult result) {
    switch (result) {
      case SubmitResult.Committed(Receipt receipt) -> {
        if (receipt.result() instanceof Result.Refused refused) {
          witness.tell(
              "refuses %s in channel %s: %s"
                  .formatted(addition.id(), SecondChannel.NAME, refused.reason()));
        } else {
          all.acknowledged(addition, receipt).ifPresent(witness::tell);
          if (!works) {
            works = true;
            worked.run();
          }
        }
      }
      case SubmitResult.NotPrimary _,
          SubmitResult.Busy _,
          SubmitResult.Invalid _,
          SubmitResult.NotSent _ ->
          all.refused(addition);
      case SubmitResult.Unknown _ -> all.unknown(addition);
    }
  }

  private void read(LedgerNode node, ReadMode mode) {
    int count = all.count();
    node.query(
        SecondChannel.NAME,
        SetContract.elements(SecondChannel.SET),
        mode,
        TIMEOUT,
        result -> {
          if (result instanceof ReadResult.Answered<List<String>>(List<String> elements, long _)) {
            all.faultOf(elements, count).ifPresent(witness::tell);
            node.status(SecondChannel.NAME)
                .flatMap(it -> all.endsWith(it.height(), it.headHash().hex()))
                .ifPresent(witness::tell);
          }
        });
  }
}
