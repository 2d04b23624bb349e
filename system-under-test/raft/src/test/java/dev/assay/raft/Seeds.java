package dev.assay.raft;

/** A range of seeds. */
record Seeds(long first, long last) {
  /** {@code -Dassay.seeds=A..B}, otherwise these. */
  static Seeds given(String otherwise) {
    String range = System.getProperty("assay.seeds", otherwise);
    int dots = range.indexOf("..");
    return new Seeds(
        Long.parseLong(range.substring(0, dots)), Long.parseLong(range.substring(dots + 2)));
  }

  long count() {
    return last - first + 1;
  }
}
