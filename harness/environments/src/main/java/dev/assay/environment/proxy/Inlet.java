package dev.assay.environment.proxy;

/** Where a link's bytes go next. What is given is taken, in order, also beyond {@link #full}. */
interface Inlet {
  void data(Chunk chunk);

  /** No more data will come; passed on after everything given before. */
  void end();

  /** Whether the giver should wait before it gives more. */
  boolean full();
}
