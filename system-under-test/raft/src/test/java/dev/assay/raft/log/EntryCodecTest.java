package dev.assay.raft.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.raft.log.Entry.Kind;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntryCodecTest {
  private static final Entry COMMAND = new Entry(7, 3, Kind.COMMAND, Payload.ofText("pay 5"));

  @Test
  void entryComesBackAsItWas() throws MalformedBytesException {
    Entry noop = new Entry(Long.MAX_VALUE, Long.MAX_VALUE, Kind.NOOP, Payload.EMPTY);
    Entry empty = new Entry(1, 1, Kind.COMMAND, Payload.EMPTY);
    for (Entry entry : new Entry[] {COMMAND, noop, empty}) {
      byte[] bytes = EntryCodec.encode(entry);
      assertThat(bytes).hasSize(EntryCodec.size(entry));
      assertThat(EntryCodec.decode(bytes)).isEqualTo(entry);
    }
  }

  @Test
  void cutOffAndLongerBytesAreRefused() {
    byte[] bytes = EntryCodec.encode(COMMAND);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> EntryCodec.decode(cut)).isInstanceOf(MalformedBytesException.class);
    }
    assertThatThrownBy(() -> EntryCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("left over");
  }

  @Test
  void mutatedBytesAreAnEntryOrRefused() {
    byte[] bytes = EntryCodec.encode(COMMAND);
    for (long seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      byte[] mutated = bytes.clone();
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      try {
        assertThat(EntryCodec.encode(EntryCodec.decode(mutated)))
            .as("seed %d", seed)
            .isEqualTo(mutated);
      } catch (MalformedBytesException refused) {
        assertThat(refused).as("seed %d", seed).hasMessageContaining("entry");
      }
    }
  }

  @Test
  void payloadIsEqualByContentAndSharesNothing() {
    byte[] bytes = {1, 2, 3};
    Payload payload = Payload.of(bytes);
    bytes[0] = 9;
    payload.toBytes()[1] = 9;
    assertThat(payload).isEqualTo(Payload.of(new byte[] {1, 2, 3})).isNotEqualTo(Payload.EMPTY);
    assertThat(payload).hasSameHashCodeAs(Payload.of(new byte[] {1, 2, 3})).hasToString("010203");
    assertThat(Payload.ofText("a".repeat(20))).hasToString("a".repeat(16) + "...(20 bytes)");
  }
}
