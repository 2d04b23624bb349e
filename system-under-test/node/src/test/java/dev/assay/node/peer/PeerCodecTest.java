package dev.assay.node.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.raft.log.MalformedBytesException;
import dev.assay.raft.log.Payload;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PeerCodecTest {
  static List<PeerMessage> messages() {
    return List.of(
        new PeerMessage.Ordering("main", Payload.ofText("vote")),
        new PeerMessage.BlocksWanted("orders", 7, 1_000_000),
        new PeerMessage.Blocks("a", 7, List.of(Payload.ofText("six"), Payload.ofText("seven"))),
        new PeerMessage.NotMember("main", 12, Payload.ofText("n1 n2")),
        new PeerMessage.ChannelUnknown("orders"),
        new PeerMessage.Created("orders", Payload.ofText("n1 n2")));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messagesAreReadAsTheyWereWritten(PeerMessage message) throws MalformedBytesException {
    byte[] bytes = PeerCodec.encode(message);
    assertThat(PeerCodec.isEnvelope(ByteBuffer.wrap(bytes))).isTrue();
    assertThat(PeerCodec.decode(bytes)).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void whatIsCutOrGoesOnIsRefused(PeerMessage message) {
    byte[] bytes = PeerCodec.encode(message);
    // An ordering's message and a membership have no length of their own.
    boolean open =
        message instanceof PeerMessage.Ordering || message instanceof PeerMessage.Created;
    int fixed = open ? 8 : bytes.length;
    for (int size = 0; size < Math.min(fixed, bytes.length); size++) {
      byte[] cut = Arrays.copyOf(bytes, size);
      if (message instanceof PeerMessage.NotMember && size >= bytes.length - 5) {
        continue;
      }
      assertThatThrownBy(() -> PeerCodec.decode(cut)).isInstanceOf(MalformedBytesException.class);
    }
  }

  @Test
  void aBlocksMessageKeepsItsBytes() {
    byte[] bytes =
        PeerCodec.encode(new PeerMessage.Blocks("main", 3, List.of(Payload.ofText("b"))));
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo("e20203046d61696e0000000000000003000000010000000162");
  }

  @Test
  void aNewerVersionIsRefusedByName() {
    byte[] bytes = PeerCodec.encode(new PeerMessage.BlocksWanted("main", 1, 1));
    bytes[1] = 3;
    assertThatThrownBy(() -> PeerCodec.decode(bytes))
        .hasMessage("envelope has version 3, this node speaks 2");
  }

  @Test
  void hostileBytesAreReadOrRefused() {
    Random random = new Random(5);
    List<byte[]> originals = messages().stream().map(PeerCodec::encode).toList();
    for (int i = 0; i < 100_000; i++) {
      byte[] original = originals.get(random.nextInt(originals.size()));
      byte[] bytes = Arrays.copyOf(original, random.nextInt(original.length + 3));
      for (int changes = random.nextInt(4); changes > 0 && bytes.length > 2; changes--) {
        bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt();
      }
      try {
        assertThat(PeerCodec.encode(PeerCodec.decode(bytes))).isEqualTo(bytes);
      } catch (MalformedBytesException expected) {
        assertThat(expected).hasMessageStartingWith("envelope").hasMessageNotContaining("null");
      }
    }
  }
}
