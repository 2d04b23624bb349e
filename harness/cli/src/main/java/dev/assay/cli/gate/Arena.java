package dev.assay.cli.gate;

import dev.assay.history.Seed;

/** Where runs against mutants take place. */
public interface Arena {
  /** By which it is called on the command line. */
  String name();

  /** The time that counts against a budget: of one core in virtual time, of the clock in real. */
  long nanos();

  /** Runs once, wholly, on the calling thread; interrupting that ends it early. */
  Attempt attempt(Exposure exposure, Seed seed);
}
