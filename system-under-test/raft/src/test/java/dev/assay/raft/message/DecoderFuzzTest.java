package dev.assay.raft.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.raft.log.EntryCodec;
import dev.assay.raft.log.MalformedBytesException;
import dev.assay.raft.log.MembershipCodec;
import dev.assay.simulator.tape.Mutations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever a peer or a disk gives is decoded, and then has exactly these bytes, or is refused with
 * one sentence; nothing hangs, and no length is believed before it is checked.
 */
@Timeout(300)
class DecoderFuzzTest {
  private static final long SEED = 20261122;
  private static final int INPUTS = 30_000;
  private static final Path FORMATS = Path.of("src/test/resources/formats");

  /** Decodes and encodes again. */
  private interface Codec {
    byte[] again(byte[] bytes) throws MalformedBytesException;
  }

  @Test
  void messages() throws IOException {
    List<byte[]> corpus = corpus(name -> name.startsWith("entry ") ? "" : name);
    check(corpus, bytes -> MessageCodec.encode(MessageCodec.decode(bytes), bytes[0]));
  }

  @Test
  void entries() throws IOException {
    List<byte[]> corpus = corpus(name -> name.startsWith("entry ") ? name : "");
    check(corpus, bytes -> EntryCodec.encode(EntryCodec.decode(bytes)));
  }

  @Test
  void memberships() {
    List<byte[]> corpus = new ArrayList<>();
    FormatTest.memberships().forEach(known -> corpus.add(MembershipCodec.encode(known)));
    check(corpus, bytes -> MembershipCodec.encode(MembershipCodec.decode(bytes)));
  }

  @Test
  void headsOfSnapshots() {
    List<byte[]> corpus = new ArrayList<>();
    FormatTest.heads().forEach(head -> corpus.add(MembershipCodec.encode(head)));
    check(corpus, bytes -> MembershipCodec.encode(MembershipCodec.decodeHead(bytes)));
  }

  private static void check(List<byte[]> corpus, Codec codec) {
    Mutations.check(
        SEED,
        Mutations.inputs(INPUTS),
        corpus,
        bytes -> {
          try {
            assertThat(codec.again(bytes)).isEqualTo(bytes);
          } catch (MalformedBytesException refused) {
            assertThat(refused).hasMessageMatching("(?s).{10,600}");
          }
        });
  }

  private static List<byte[]> corpus(UnaryOperator<String> kept) throws IOException {
    List<byte[]> corpus = new ArrayList<>();
    for (String version : List.of("raft-1.txt", "raft-2.txt")) {
      for (String line : Files.readAllLines(FORMATS.resolve(version))) {
        int colon = line.indexOf(": ");
        if (!line.startsWith("#") && !kept.apply(line.substring(0, colon)).isEmpty()) {
          corpus.add(HexFormat.of().parseHex(line.substring(colon + 2)));
        }
      }
    }
    return corpus;
  }
}
