package dev.assay.checkers.family;

import dev.assay.checkers.Checker;
import dev.assay.checkers.certificate.Certificate;
import dev.assay.checkers.model.CounterModel;
import dev.assay.checkers.model.SetModel;
import java.util.List;

/** All families, in the order in which they are shown. */
public final class Families {
  private Families() {}

  public static List<Checker> all() {
    return List.of(
        new Family("set", "What was added to a set is in its last read.", new FinalSet())
            .provenBy("set-full", Certificate.REALTIME)
            .orderedBy(new SetModel()),
        new Family(
                "set-full",
                "What is known to be in a set is in every read that begins later.",
                new FullSet())
            .provenBy("set-full", Certificate.REALTIME)
            .orderedBy(new SetModel()),
        new Family(
                "counter", "A counter shows what was added to it, no less, no more.", new Counter())
            .provenBy("counter", Certificate.REALTIME)
            .orderedBy(new CounterModel()),
        new Family(
                "queue",
                "What comes out of a queue was put in, and comes out once.",
                new Queue(false))
            .provenBy("bag", Certificate.REALTIME),
        new Family(
                "total-queue",
                "What was put into a queue comes out of it, and nothing else does.",
                new Queue(true))
            .provenBy("total-queue", Certificate.REALTIME),
        new Family("unique-ids", "No id is given twice.", new UniqueIds())
            .provenBy("unique-ids", Certificate.NOTHING),
        new Family("long-fork", "Everybody sees writes in one order.", new LongFork())
            .provenBy("long-fork", Certificate.NOTHING),
        new Family("causal", "Nobody reads what he can know to have been replaced.", new Causal()),
        new Family("monotonic", "What a process reads does not go back.", new Monotonic())
            .provenBy("monotonic", Certificate.PROCESS),
        new Family(
                "kafka",
                "Logs keep one record for each offset, lose none, and are polled in order.",
                new KafkaLog())
            .provenBy("kafka", Certificate.PROCESS),
        new Family(
            "each-answered",
            "Every kind of operation succeeded at least once.",
            new AnswersOfEach()),
        new Family(
            "exceptions", "No client gave up with an exception of its own.", new Exceptions()),
        new Family(
            "log-patterns", "No node's log says that it found itself broken.", new LogPatterns()),
        new Family(
            "liveness",
            "While nothing is broken, somebody is answered within a bound.",
            new Liveness()));
  }
}
