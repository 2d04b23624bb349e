package dev.assay.benchmark;

import java.util.Optional;
import java.util.function.Consumer;

/** What a client does, once each time; one at a time. */
interface Operation {
  /**
   * Begins once more.
   *
   * @param done told once, on any thread: empty when it was acknowledged, else why not
   */
  void begin(Consumer<Optional<String>> done);
}
