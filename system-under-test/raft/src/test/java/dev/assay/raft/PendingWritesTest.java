package dev.assay.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.Entry.Kind;
import dev.assay.raft.log.Payload;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PendingWritesTest {
  private final PendingWrites writes = new PendingWrites(0, 5);

  @Test
  void reportCoversAllTokensBeforeIt() {
    write(6, 7);
    long second = write(8, 9);
    assertThat(writes.durableIndex()).isEqualTo(5);
    writes.persisted(second);
    assertThat(writes.durableIndex()).isEqualTo(9);
    assertThat(writes.idle()).isTrue();
  }

  @Test
  void durableEntryThatIsReplacedInMemoryIsDurableNoMore() {
    long replacing = write(4, 4);
    assertThat(writes.durableIndex()).isEqualTo(3);
    writes.persisted(replacing);
    assertThat(writes.durableIndex()).isEqualTo(4);
  }

  /** Entries 6 and 7 reach the disk, but in memory others stand in their place by then. */
  @Test
  void writeThatWasReplacedMeanwhileMakesNothingDurable() {
    long first = write(6, 7);
    long replacing = write(6, 6);
    writes.persisted(first);
    assertThat(writes.durableIndex()).isEqualTo(5);
    assertThat(writes.idle()).isFalse();
    writes.persisted(replacing);
    assertThat(writes.durableIndex()).isEqualTo(6);
  }

  @Test
  void repeatedReportChangesNothing() {
    long first = write(6, 6);
    writes.persisted(first);
    write(7, 7);
    writes.persisted(first);
    assertThat(writes.durableIndex()).isEqualTo(6);
    assertThat(writes.isDurable(first + 1)).isFalse();
  }

  private long write(long first, long last) {
    List<Entry> entries =
        LongStream.rangeClosed(first, last)
            .mapToObj(index -> new Entry(index, 1, Kind.NOOP, Payload.EMPTY))
            .toList();
    writes.replacedFrom(first);
    return writes.issue(entries);
  }
}
