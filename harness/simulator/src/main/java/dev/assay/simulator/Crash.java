package dev.assay.simulator;

import java.io.Serial;

/**
 * Unwinds what a machine was doing when it crashed: no error, and nothing for a program to catch.
 */
final class Crash extends Error {
  @Serial private static final long serialVersionUID = 1L;

  Crash(String point) {
    super(point, null, false, false);
  }
}
