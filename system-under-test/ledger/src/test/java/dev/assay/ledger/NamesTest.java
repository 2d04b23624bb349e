package dev.assay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.ledger.contract.StandardContracts;
import dev.assay.ledger.contract.TransferContract;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "A-z_0.9",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void names(String name) {
    assertThat(Names.valid(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a\n",
        "a\"",
        "a\\",
        "ä",
        "١",
        "a/b",
        "a=1",
        "a\u0000",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void otherText(String name) {
    assertThat(Names.valid(name)).isFalse();
    Ledger ledger = new Ledger(StandardContracts.DEFAULT);
    assertThat(TransferContract.open(name, "a", 1).malformed()).contains(Reason.MALFORMED_NAME);
    assertThat(ledger.malformed(TransferContract.open("o", name, 1))).isPresent();
    assertThat(ledger.malformed(TransferContract.transfer("t", name, "b", 1))).isPresent();
    assertThat(ledger.malformed(TransferContract.transfer("t", "a", name, 1))).isPresent();
    assertThatThrownBy(() -> new Batch(0, "n1", List.of(TransferContract.open(name, "a", 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("refuse it first");
    assertThatThrownBy(() -> new Batch(1, 0, "n1", List.of(TransferContract.open("o", name, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("refuse it first");
    assertThatThrownBy(() -> new Batch(0, name, List.of()))
        .hasMessageContaining("proposer")
        .message()
        .doesNotContain("\n");
    assertThatThrownBy(
            () ->
                new ExecutedTransaction(
                    TransferContract.open(name, "a", 1), Result.Applied.silent()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBatchIsBounded() {
    Transaction open = TransferContract.open("o", "a", 1);
    assertThatThrownBy(
            () -> new Batch(0, "n1", Collections.nCopies(BatchCodec.TRANSACTIONS_MAX + 1, open)))
        .hasMessage("1025 transactions in a batch: at most 1024");
    assertThatThrownBy(() -> new Batch(-1, "n1", List.of())).hasMessageContaining("before 1970");
  }
}
