package dev.assay.checkers.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkers.Checker;
import dev.assay.checkers.Told;
import dev.assay.checkers.run.CheckRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each checker tells of its canaries, word for word. */
final class CanariesToldTest {
  private static final Told TOLD = Told.of("canaries");

  @Test
  void everyWordIsKnown() {
    List<Checker> catalog = CheckRun.catalog();
    for (Checker checker : catalog) {
      for (Canary canary : Canaries.of(checker.name())) {
        assertThat(canary.due())
            .as(canary.story())
            .contains(TOLD.check(checker, canary.recording()).verdict());
      }
    }
  }
}
