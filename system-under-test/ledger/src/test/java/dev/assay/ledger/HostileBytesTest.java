package dev.assay.ledger;

import dev.assay.ledger.contract.StandardContracts;
import dev.assay.simulator.tape.Mutations;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever the bytes: they are decoded, and are then the only form of what they mean, or refused.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HostileBytesTest {
  @Test
  void batches() {
    List<byte[]> corpus = new ArrayList<>();
    ChainGoldenTest.batches(1).forEach(batch -> corpus.add(BatchCodec.encode(batch)));
    ChainGoldenTest.batches(2).forEach(batch -> corpus.add(BatchCodec.encode(batch)));
    Mutations.check(
        21,
        Mutations.inputs(4_000),
        corpus,
        bytes -> {
          try {
            same(BatchCodec.encode(BatchCodec.decode(bytes)), bytes);
          } catch (MalformedBytesException e) {
            named(e, "batch");
          }
        });
  }

  @Test
  void blocks() {
    List<byte[]> corpus = new ArrayList<>();
    ChainGoldenTest.chain(1).forEach(block -> corpus.add(BlockCodec.encode(block)));
    ChainGoldenTest.chain(2).forEach(block -> corpus.add(BlockCodec.encode(block)));
    Mutations.check(
        22,
        Mutations.inputs(4_000),
        corpus,
        bytes -> {
          try {
            same(BlockCodec.encode(BlockCodec.decode(bytes)), bytes);
          } catch (MalformedBytesException e) {
            named(e, "block");
          }
        });
  }

  @Test
  void headersAndProofs() {
    List<byte[]> corpus = new ArrayList<>();
    for (int version : new int[] {1, 2}) {
      Block block = InclusionProofTest.block(version, 5);
      corpus.add(HeaderCodec.encode(block.header()));
      corpus.add(InclusionProof.of(block, 4).encode());
    }
    Mutations.check(
        24,
        Mutations.inputs(4_000),
        corpus,
        bytes -> {
          try {
            same(HeaderCodec.encode(HeaderCodec.decode(bytes)), bytes);
          } catch (MalformedBytesException e) {
            named(e, "header");
          }
          try {
            InclusionProof proof = InclusionProof.decode(bytes);
            proof.holds();
            same(proof.encode(), bytes);
          } catch (MalformedBytesException e) {
            named(e, "proof");
          }
        });
  }

  @Test
  void images() {
    List<byte[]> corpus = new ArrayList<>();
    for (int version : new int[] {1, 2}) {
      Ledger ledger = new Ledger(StandardContracts.DEFAULT);
      LedgerImageTest.apply(ledger, ChainGoldenTest.batches(version));
      corpus.add(LedgerImageTest.bytes(ledger.image()));
    }
    Mutations.check(
        23,
        Mutations.inputs(2_000),
        corpus,
        bytes -> {
          try {
            same(LedgerImageTest.bytes(LedgerImageTest.restored(bytes).image()), bytes);
          } catch (MalformedBytesException e) {
            named(e, "image");
          }
        });
  }

  private static void same(byte[] again, byte[] bytes) {
    Assertions.assertThat(again).isEqualTo(bytes);
  }

  private static void named(MalformedBytesException refusal, String what) {
    Assertions.assertThat(refusal.getMessage()).startsWith("malformed " + what);
  }
}
