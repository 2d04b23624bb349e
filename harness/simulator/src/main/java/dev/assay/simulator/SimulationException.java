package dev.assay.simulator;

import java.io.Serial;

/** The world can't go on: a bound was reached, or it was asked for what makes no sense. */
public final class SimulationException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public SimulationException(String message) {
    super(message);
  }
}
