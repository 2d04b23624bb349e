package dev.assay.checkers.certificate;

import java.util.Optional;

/** Where checkers hand over what proves their results. */
public interface Certificates {
  /** Keeps none. */
  Certificates NONE = (_, _) -> Optional.empty();

  /**
   * Keeps a checker's certificate, in place of an earlier one of that name.
   *
   * @return where, as results name it; empty when it is not kept
   */
  Optional<String> keep(String checker, Certificate certificate);
}
