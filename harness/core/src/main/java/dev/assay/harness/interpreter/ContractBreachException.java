package dev.assay.harness.interpreter;

import java.io.Serial;

/**
 * A generator, client or driver broke its contract. Nothing that was recorded is in doubt, but the
 * run can't go on: it ends as a failure of the harness, never of the system under test.
 */
public final class ContractBreachException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public ContractBreachException(String message) {
    super(message);
  }
}
