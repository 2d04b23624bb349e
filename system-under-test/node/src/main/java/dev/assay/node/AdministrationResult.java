package dev.assay.node;

import java.util.Optional;

/** What became of a wish to change the members or the primary. */
public sealed interface AdministrationResult {
  /** It is so. */
  record Done(Members members) implements AdministrationResult {}

  /** Nothing was done. {@code hint}: whom to ask instead. */
  record NotPrimary(Optional<String> hint) implements AdministrationResult {}

  /** Nothing was done, and may be later: something else is under way, or a node is too old. */
  record Busy(String reason) implements AdministrationResult {}

  /** Nothing was done, and would not be anywhere. */
  record Invalid(String reason) implements AdministrationResult {}

  /** It may have been done, or may yet; asking again does no harm. */
  record Unknown(String reason) implements AdministrationResult {}
}
