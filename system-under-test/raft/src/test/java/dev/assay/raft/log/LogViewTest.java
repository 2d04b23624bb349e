package dev.assay.raft.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.raft.invariant.InvariantBroken;
import dev.assay.raft.log.Entry.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LogViewTest {
  private final LogView log = new LogView(LogPosition.ZERO, entries(1, 1, 2, 2, 2, 5));

  @Test
  void positionsAreThoseOfTheEntries() {
    assertThat(log.last()).isEqualTo(new LogPosition(6, 5));
    assertThat(log.position(0)).isEqualTo(LogPosition.ZERO);
    assertThat(log.has(LogPosition.ZERO)).isTrue();
    assertThat(log.has(new LogPosition(3, 2))).isTrue();
    assertThat(log.has(new LogPosition(3, 1))).isFalse();
    assertThat(log.has(new LogPosition(7, 5))).isFalse();
  }

  @Test
  void termsAreFoundByTheirEnds() {
    assertThat(LongStream.rangeClosed(1, 6).map(log::firstOfTermAt))
        .containsExactly(1L, 1L, 3L, 3L, 3L, 6L);
    assertThat(log.lastOfTermBefore(2, 100)).isEqualTo(OptionalLong.of(5));
    assertThat(log.lastOfTermBefore(2, 5)).isEqualTo(OptionalLong.of(4));
    assertThat(log.lastOfTermBefore(2, 3)).isEmpty();
    assertThat(log.lastOfTermBefore(3, 100)).isEmpty();
    assertThat(log.lastOfTermBefore(0, 100)).isEmpty();
    assertThat(log.lastOfTermBefore(9, 100)).isEmpty();
  }

  @Test
  void batchIsBoundedByWeightButNeverEmpty() {
    assertThat(log.batch(2, 0)).extracting(Entry::index).containsExactly(2L);
    assertThat(log.batch(2, 3 * Entry.OVERHEAD_BYTES))
        .extracting(Entry::index)
        .containsExactly(2L, 3L, 4L);
    assertThat(log.batch(2, 3 * Entry.OVERHEAD_BYTES - 1)).hasSize(2);
    assertThat(log.batch(7, 1000)).isEmpty();
  }

  @Test
  void truncatedEndIsReplaced() {
    log.truncateFrom(4);
    log.append(List.of(new Entry(4, 7, Kind.NOOP, Payload.EMPTY)));
    assertThat(log.last()).isEqualTo(new LogPosition(4, 7));
  }

  @Test
  void gapsFallingTermsAndMissingPlacesAreOurMistakes() {
    assertThatThrownBy(() -> log.append(entries(5)))
        .isInstanceOf(InvariantBroken.class)
        .hasMessageStartingWith("entry 1@5 can't follow 6@5");
    assertThatThrownBy(() -> log.append(List.of(new Entry(7, 4, Kind.NOOP, Payload.EMPTY))))
        .isInstanceOf(InvariantBroken.class);
    assertThatThrownBy(() -> log.at(7))
        .isInstanceOf(InvariantBroken.class)
        .hasMessage("entry 7 is not in the log of 1 to 6: was the log truncated or lost?");
    assertThatThrownBy(() -> log.truncateFrom(0)).isInstanceOf(InvariantBroken.class);
    assertThatThrownBy(() -> log.range(2, 7)).isInstanceOf(InvariantBroken.class);
  }

  private static List<Entry> entries(long... terms) {
    List<Entry> entries = new ArrayList<>();
    for (long term : terms) {
      entries.add(new Entry(entries.size() + 1L, term, Kind.NOOP, Payload.EMPTY));
    }
    return entries;
  }
}
