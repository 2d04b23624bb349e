package dev.assay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.ledger.contract.StandardContracts;
import dev.assay.ledger.contract.TransferContract;
import dev.assay.ledger.state.StatePath.Verdict;
import dev.assay.ledger.state.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InclusionProofTest {
  private static final ExecutedTransaction OTHER =
      new ExecutedTransaction(TransferContract.open("other", "x", 1), Result.Applied.silent());

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33, 1023, 1024})
  void everyTransactionOfABlockIsProvenAtItsPlaceAndNowhereElse(int size) {
    Block block = block(2, size);
    for (int position = 0; position < size; position += Math.max(1, size / 37)) {
      InclusionProof proof = InclusionProof.of(block, position);
      assertThat(proof.holds()).as("position %d of %d", position, size).isTrue();
      assertThat(InclusionProof.decode(proof.encode())).isEqualTo(proof);
      for (int other = 0; other < Math.min(size, 40); other++) {
        InclusionProof moved =
            new InclusionProof(block.header(), proof.executed(), other, size, proof.path());
        assertThat(moved.holds()).isEqualTo(other == position);
      }
      assertThat(new InclusionProof(block.header(), OTHER, position, size, proof.path()).holds())
          .isFalse();
    }
  }

  @Test
  void aLongerAShorterAndAChangedPathProveNothing() {
    Block block = block(2, 13);
    for (int position = 0; position < 13; position++) {
      InclusionProof proof = InclusionProof.of(block, position);
      List<Hash> path = proof.path();
      List<Hash> longer = new ArrayList<>(path);
      longer.add(Hash.ZERO);
      List<Hash> changed = new ArrayList<>(path);
      changed.set(0, Hash.ZERO);
      for (List<Hash> wrong : List.of(longer, path.subList(1, path.size()), changed)) {
        assertThat(
                new InclusionProof(block.header(), proof.executed(), position, 13, wrong).holds())
            .isFalse();
      }
    }
  }

  @Test
  void aResultIsProvenToo() {
    InclusionProof proof = InclusionProof.of(block(2, 5), 3);
    ExecutedTransaction refused =
        new ExecutedTransaction(
            proof.executed().transaction(), new Result.Refused(Reason.OVERDRAFT));
    assertThat(new InclusionProof(proof.header(), refused, 3, 5, proof.path()).holds()).isFalse();
  }

  @Test
  void blocksOfVersionOneAreProvenAsWell() {
    InclusionProof proof = InclusionProof.of(block(1, 7), 6);
    assertThat(proof.holds()).isTrue();
    assertThat(InclusionProof.decode(proof.encode())).isEqualTo(proof);
  }

  @Test
  void aLightClientFollowsHeadersAndVerifiesProofs() {
    List<Block> chain = ChainGoldenTest.chain(2);
    LightClient client = new LightClient();
    for (Block block : chain) {
      assertThat(client.problem(InclusionProof.of(block, 0)).orElseThrow())
          .contains("is not among the known");
      BlockHeader header = HeaderCodec.decode(HeaderCodec.encode(block.header()));
      assertThat(client.next(header)).isEmpty();
      IntStream.range(0, block.transactions().size())
          .forEach(
              position -> assertThat(client.problem(InclusionProof.of(block, position))).isEmpty());
    }
    assertThat(client.height()).isEqualTo(4);
    assertThat(client.headHash()).isEqualTo(chain.getLast().hash());
  }

  @Test
  void aLightClientRefusesWhatDoesNotFollow() {
    List<Block> chain = ChainGoldenTest.chain(2);
    LightClient client = new LightClient(1, chain.getFirst().hash());
    assertThat(client.next(chain.get(2).header()).orElseThrow()).contains("number 3, expected 2");
    BlockHeader second = chain.get(1).header();
    assertThat(client.next(with(second, Hash.ZERO, second.time())).orElseThrow())
        .contains("previous hash 0000");
    assertThat(client.next(second)).isEmpty();
    BlockHeader third = chain.get(2).header();
    assertThat(client.next(with(third, second.hash(), third.time() - 1)).orElseThrow())
        .startsWith("time 1790000000006, epoch 4");
    assertThat(client.height()).isEqualTo(2);
    assertThat(client.problem(InclusionProof.of(chain.getFirst(), 0)).orElseThrow())
        .isEqualTo("block 1 is not among the known 2 to 2");
  }

  @Test
  void aLightClientRefusesAProofOfAnotherChain() {
    Block honest = block(2, 4);
    Ledger mutant = new Ledger(StandardContracts.DEFAULT, Set.of(LedgerMutant.OVERDRAFT_UNCHECKED));
    Block forked =
        mutant
            .apply(9, 9, new Batch(1, "n2", List.of(TransferContract.open("o", "a", 1))))
            .orElseThrow();
    LightClient client = new LightClient();
    assertThat(client.next(honest.header())).isEmpty();
    assertThat(client.problem(InclusionProof.of(forked, 0)).orElseThrow())
        .contains("the proof is for " + forked.hash());
    InclusionProof good = InclusionProof.of(honest, 1);
    assertThat(client.problem(new InclusionProof(honest.header(), OTHER, 1, 4, good.path())))
        .contains("the path does not lead from the transaction to the root of block 1");
  }

  @Test
  void theLastHeaderProvesValuesAndThatThereAreNone() {
    Ledger ledger = new Ledger(StandardContracts.DEFAULT);
    Block last = LedgerImageTest.apply(ledger, ChainGoldenTest.batches(2)).getLast();
    byte[] root = last.header().stateRoot().bytes();
    assertThat(
            ledger
                .prove("transfer", "B")
                .orElseThrow()
                .verify(root, "transfer", "B", Hash.sha256()))
        .isEqualTo(new Verdict.Holds(new Versioned("81", 3, 2)));
    assertThat(
            ledger
                .prove("transfer", "C")
                .orElseThrow()
                .verify(root, "transfer", "C", Hash.sha256()))
        .isEqualTo(new Verdict.Absent());
  }

  @Test
  void malformedProofsAreRefused() {
    byte[] proof = InclusionProof.of(block(2, 3), 1).encode();
    proof[0] = 3;
    assertThatThrownBy(() -> InclusionProof.decode(proof))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("format version 3");
  }

  private static BlockHeader with(BlockHeader header, Hash previous, long time) {
    return new BlockHeader(
        header.version(),
        header.number(),
        previous,
        header.transactionsRoot(),
        header.stateRoot(),
        header.epoch(),
        header.sequence(),
        time,
        header.proposer());
  }

  static Block block(int version, int size) {
    List<Transaction> transactions =
        IntStream.range(0, size)
            .mapToObj(i -> TransferContract.open("o-" + i, "a" + i, i + 1L))
            .toList();
    return new Ledger(StandardContracts.DEFAULT)
        .apply(1, 1, new Batch(version, 1000, "n1", transactions))
        .orElseThrow();
  }
}
