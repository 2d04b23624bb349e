package dev.assay.history.edn;

import java.io.Serial;

/** Text that is not EDN, or not EDN of a history; the position counts characters. */
final class EdnException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int position;
  private final String problem;

  EdnException(int position, String problem) {
    super(problem);
    this.position = position;
    this.problem = problem;
  }

  int position() {
    return position;
  }

  String problem() {
    return problem;
  }
}
