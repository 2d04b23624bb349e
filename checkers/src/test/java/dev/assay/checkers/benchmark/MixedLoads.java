package dev.assay.checkers.benchmark;

import dev.assay.checkers.Recording;
import dev.assay.checkers.isolation.RandomTransactions;
import dev.assay.checkers.ledger.RandomLedger;
import dev.assay.checkers.linearizability.ToyHistories;
import dev.assay.checkers.linearizability.Toys;
import dev.assay.history.Seed;
import java.util.ArrayList;
import java.util.List;

/** Small histories of every kind that there is a checker for; some right, some wrong. */
public final class MixedLoads {
  private MixedLoads() {}

  /**
   * A history.
   *
   * @param model the name of the model that it is about
   */
  public record Load(String name, String model, Recording recording) {}

  public static List<Load> small() {
    return of(0, 2);
  }

  /** Some of each kind, others for other seeds. */
  public static List<Load> of(long firstSeed, int each) {
    List<Load> loads = new ArrayList<>();
    for (long seed = firstSeed; seed < firstSeed + each; seed++) {
      for (Toys toy : Toys.values()) {
        String model = toy.known.equals("toy-bank") ? "bank:3" : toy.known;
        loads.add(new Load(toy + "-" + seed, model, Recording.of(ToyHistories.history(toy, seed))));
      }
      int spoiled = (int) (seed % 3) * 10;
      loads.add(
          new Load(
              "lists-" + seed,
              "list-append",
              Recording.of(RandomTransactions.history(new Seed(seed), true, 8, spoiled))));
      loads.add(
          new Load(
              "registers-" + seed,
              "rw-register",
              Recording.of(RandomTransactions.history(new Seed(seed), false, 8, spoiled))));
      loads.add(
          new Load(
              "ledger-" + seed,
              "ledger",
              RandomLedger.recording(
                  new Seed(seed), 9, seed % 2 == 1, seed % 4 > 1, seed % 3 == 0)));
    }
    return loads;
  }
}
