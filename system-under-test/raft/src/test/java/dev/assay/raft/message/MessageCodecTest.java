package dev.assay.raft.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.raft.log.Entry;
import dev.assay.raft.log.Entry.Kind;
import dev.assay.raft.log.LogPosition;
import dev.assay.raft.log.MalformedBytesException;
import dev.assay.raft.log.Payload;
import dev.assay.raft.message.Message.AppendAccepted;
import dev.assay.raft.message.Message.AppendRejected;
import dev.assay.raft.message.Message.AppendRequest;
import dev.assay.raft.message.Message.Body;
import dev.assay.raft.message.Message.PreVoteReply;
import dev.assay.raft.message.Message.PreVoteRequest;
import dev.assay.raft.message.Message.VoteReply;
import dev.assay.raft.message.Message.VoteRequest;
import dev.assay.raft.quorum.NodeId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {
  private static final NodeId N1 = new NodeId("n1");
  private static final NodeId LONG = new NodeId("x".repeat(NodeId.NAME_LENGTH_MAX));
  private static final Entry NOOP = new Entry(5, 3, Kind.NOOP, Payload.EMPTY);
  private static final Entry COMMAND = new Entry(6, 4, Kind.COMMAND, Payload.ofText("pay"));
  private static final AppendRequest APPEND =
      new AppendRequest(new LogPosition(4, 3), List.of(NOOP, COMMAND), 2, 9);

  static Stream<Message> messages() {
    Stream<Body> bodies =
        Stream.of(
            new PreVoteRequest(new LogPosition(Long.MAX_VALUE, 7)),
            new PreVoteReply(true),
            new VoteRequest(LogPosition.ZERO, false),
            new VoteReply(false),
            APPEND,
            new AppendRequest(LogPosition.ZERO, List.of(), 0, 0),
            new AppendAccepted(12, 3),
            new AppendRejected(12, new LogPosition(4, 2), 3));
    return bodies.map(body -> new Message(N1, LONG, 8, body));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messageComesBackAsItWas(Message message) throws MalformedBytesException {
    assertThat(MessageCodec.decode(MessageCodec.encode(message))).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyCutOffMessageIsRefused(Message message) {
    byte[] bytes = MessageCodec.encode(message);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> MessageCodec.decode(cut))
          .as("%d of %d bytes", length, bytes.length)
          .isInstanceOf(MalformedBytesException.class);
    }
    assertThatThrownBy(() -> MessageCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("left over");
  }

  /** Whatever a peer sends is either a message, which then has exactly these bytes, or refused. */
  @ParameterizedTest
  @MethodSource("messages")
  void mutatedBytesAreAMessageOrRefused(Message message) {
    byte[] bytes = MessageCodec.encode(message);
    for (long seed = 0; seed < 1000; seed++) {
      Random random = new Random(seed);
      byte[] mutated = bytes.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      decodesOrRefuses(seed, mutated);
    }
  }

  @Test
  void randomBytesAreAMessageOrRefused() {
    for (long seed = 0; seed < 10_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(120)];
      random.nextBytes(bytes);
      if (bytes.length > 4 && random.nextBoolean()) {
        // Past the version, kind and names, into the bodies.
        ByteBuffer.wrap(bytes).put((byte) 1).put((byte) (1 + random.nextInt(7)));
        ByteBuffer.wrap(bytes, 2, 3).put((byte) 1).put((byte) 'a').put((byte) 1);
      }
      decodesOrRefuses(seed, bytes);
    }
  }

  @Test
  void hugeCountsAndLengthsAllocateNothing() {
    byte[] bytes = MessageCodec.encode(new Message(N1, N1, 8, APPEND));
    int countAt = 2 + 3 + 3 + 8 + 4 * 8;
    ByteBuffer.wrap(bytes).putInt(countAt, Integer.MAX_VALUE);
    assertThatThrownBy(() -> MessageCodec.decode(bytes))
        .isInstanceOf(MalformedBytesException.class);
    ByteBuffer.wrap(bytes).putInt(countAt, 1);
    ByteBuffer.wrap(bytes).putInt(countAt + 4 + 18, Integer.MAX_VALUE);
    assertThatThrownBy(() -> MessageCodec.decode(bytes))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("payload of 2147483647 bytes");
  }

  @Test
  void impossibleMessagesAreRefusedWithTheReason() {
    byte[] laterTerm = MessageCodec.encode(new Message(N1, N1, 8, APPEND));
    ByteBuffer.wrap(laterTerm).putLong(2 + 3 + 3, 2);
    assertThatThrownBy(() -> MessageCodec.decode(laterTerm))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("of a later term");
    byte[] version = MessageCodec.encode(new Message(N1, N1, 8, new VoteReply(true)));
    version[0] = 3;
    assertThatThrownBy(() -> MessageCodec.decode(version))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessage("message has version 3, this node speaks 1 to 2");
  }

  private static void decodesOrRefuses(long seed, byte[] bytes) {
    try {
      assertThat(MessageCodec.encode(MessageCodec.decode(bytes)))
          .as("seed %d", seed)
          .isEqualTo(bytes);
    } catch (MalformedBytesException refused) {
      assertThat(refused).as("seed %d", seed).hasMessageMatching("(?s).{10,400}");
    }
  }
}
