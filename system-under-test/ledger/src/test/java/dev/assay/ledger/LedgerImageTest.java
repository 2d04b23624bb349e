package dev.assay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.ledger.contract.StandardContracts;
import dev.assay.ledger.contract.TransferContract;
import dev.assay.simulator.tape.Property;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LedgerImageTest {
  @Test
  void whoeverGoesOnFromAnImageMakesTheSameChainAndImage() {
    Property.check(
        11,
        150,
        tape -> {
          Ledger ledger = new Ledger(StandardContracts.DEFAULT);
          List<Batch> before = tape.list(12, RandomTransactions::batch);
          List<Batch> after = tape.list(12, RandomTransactions::batch);
          List<Block> chain = new ArrayList<>(apply(ledger, before));
          Ledger restored = restored(bytes(ledger.image()));
          assertThat(restored.height()).isEqualTo(ledger.height());
          assertThat(restored.headHash()).isEqualTo(ledger.headHash());
          assertThat(restored.lastSequence()).isEqualTo(ledger.lastSequence());
          List<Block> rest = apply(ledger, after);
          assertThat(apply(restored, after)).isEqualTo(rest);
          chain.addAll(rest);
          assertThat(bytes(restored.image())).isEqualTo(bytes(ledger.image()));
          assertThat(ChainAudit.firstFault(StandardContracts.DEFAULT, chain)).isEmpty();
          receiptsAreThoseOfTheChain(restored, chain);
        });
  }

  private static void receiptsAreThoseOfTheChain(Ledger ledger, List<Block> chain) {
    for (Block block : chain) {
      for (int position = 0; position < block.transactions().size(); position++) {
        ExecutedTransaction executed = block.transactions().get(position);
        assertThat(
                ledger.lookup(
                    executed.transaction().id(),
                    number -> Optional.of(chain.get((int) number - 1))))
            .isEqualTo(
                new Lookup.Found(
                    new Receipt(
                        block.number(), position, block.header().sequence(), executed.result())));
      }
    }
  }

  @Test
  void laterBatchesDoNotChangeAnImage() {
    Ledger ledger = ApplyBenchmark.opened(20);
    ApplyBenchmark.batches(20, 3, 300).forEach(batch -> next(ledger, batch));
    LedgerImage image = ledger.image();
    byte[] before = bytes(image);
    next(
        ledger,
        new Batch(1, "n1", List.of(TransferContract.transfer("x", "account-1", "account-2", 7))));
    assertThat(bytes(image)).isEqualTo(before);
    assertThat(bytes(ledger.image())).isNotEqualTo(before);
    assertThat(image.height()).isEqualTo(ledger.height() - 1);
  }

  @Test
  void aResultThatOnlyTheBlockSaysIsToldFromTheBlockOrNotAtAll() {
    Ledger ledger = new Ledger(StandardContracts.DEFAULT);
    List<Block> chain =
        apply(ledger, List.of(new Batch(1, "n1", List.of(RandomTransactions.listAppend("l")))));
    Ledger restored = restored(bytes(ledger.image()));
    assertThat(restored.lookup("l", _ -> Optional.empty())).isEqualTo(new Lookup.BlockMissing(1));
    assertThat(restored.lookup("l", _ -> Optional.of(chain.getFirst())))
        .isEqualTo(ledger.lookup("l", _ -> Optional.empty()))
        .isInstanceOf(Lookup.Found.class);
    assertThat(restored.lookup("m", _ -> Optional.empty())).isEqualTo(new Lookup.Unknown());
  }

  @Test
  void everyCutAndEveryChangedByteIsRefused() {
    Ledger ledger = ApplyBenchmark.opened(3);
    ApplyBenchmark.batches(3, 2, 4).forEach(batch -> next(ledger, batch));
    byte[] image = bytes(ledger.image());
    for (int i = 0; i < image.length; i++) {
      byte[] cut = Arrays.copyOf(image, i);
      assertThatThrownBy(() -> restored(cut)).isInstanceOf(MalformedBytesException.class);
      byte[] changed = image.clone();
      changed[i] ^= 4;
      assertThatThrownBy(() -> restored(changed)).isInstanceOf(MalformedBytesException.class);
    }
    byte[] longer = Arrays.copyOf(image, image.length + 1);
    assertThatThrownBy(() -> restored(longer)).hasMessageContaining("bytes after its end");
  }

  @Test
  void aNewerVersionIsRefusedByName() {
    assertThatThrownBy(() -> restored(new byte[] {3}))
        .hasMessage(
            "malformed image near byte 1: image version 3, this program reads 2:"
                + " was it written by a newer one?");
  }

  @Test
  void anImageIsReadInWhateverPiecesTheStreamHas() throws IOException {
    Ledger ledger = ApplyBenchmark.opened(500);
    ApplyBenchmark.batches(500, 100, 4_000).forEach(batch -> next(ledger, batch));
    byte[] image = bytes(ledger.image());
    InputStream slow =
        new ByteArrayInputStream(image) {
          @Override
          public int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, 777));
          }
        };
    assertThat(bytes(Ledger.restore(StandardContracts.DEFAULT, Set.of(), slow).image()))
        .isEqualTo(image);
  }

  @Test
  void aSinkThatFailsIsHeard() {
    LedgerImage image = ApplyBenchmark.opened(3).image();
    assertThatThrownBy(
            () ->
                image.writeTo(
                    (_, _, _) -> {
                      throw new IOException("no space left");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
  }

  @Test
  void mutantSnapshotDropsIdsForgetsThem() {
    Ledger mutant = new Ledger(StandardContracts.DEFAULT, Set.of(LedgerMutant.SNAPSHOT_DROPS_IDS));
    next(mutant, new Batch(1, "n1", List.of(TransferContract.open("o", "a", 1))));
    assertThat(mutant.remembers("o")).isTrue();
    assertThat(restored(bytes(mutant.image())).remembers("o")).isFalse();
  }

  static List<Block> apply(Ledger ledger, List<Batch> batches) {
    List<Block> chain = new ArrayList<>();
    batches.forEach(batch -> next(ledger, batch).ifPresent(chain::add));
    return chain;
  }

  private static Optional<Block> next(Ledger ledger, Batch batch) {
    return ledger.apply(1, ledger.lastSequence() + 1, batch);
  }

  static byte[] bytes(LedgerImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      image.writeTo(bytes::write);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Ledger restored(byte[] image) {
    try {
      return Ledger.restore(StandardContracts.DEFAULT, Set.of(), new ByteArrayInputStream(image));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
