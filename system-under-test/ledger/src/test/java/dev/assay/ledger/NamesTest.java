package dev.assay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.ledger.Transaction.Open;
import dev.assay.ledger.Transaction.Transfer;
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
    assertThat(new Open(name, "a", 1).malformed()).contains(Reason.MALFORMED_NAME);
    assertThat(new Open("o", name, 1).malformed()).contains(Reason.MALFORMED_NAME);
    assertThat(new Transfer(name, "a", "b", 1).malformed()).contains(Reason.MALFORMED_NAME);
    assertThat(new Transfer("t", name, "b", 1).malformed()).contains(Reason.MALFORMED_NAME);
    assertThat(new Transfer("t", "a", name, 1).malformed()).contains(Reason.MALFORMED_NAME);
    assertThatThrownBy(() -> new Batch(0, "n1", List.of(new Open("o", name, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("refuse it first");
    assertThatThrownBy(() -> new Batch(0, name, List.of()))
        .hasMessageContaining("proposer")
        .message()
        .doesNotContain("\n");
    assertThatThrownBy(() -> new ExecutedTransaction(new Open(name, "a", 1), new Result.Applied()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBatchIsBounded() {
    Open open = new Open("o", "a", 1);
    assertThatThrownBy(
            () -> new Batch(0, "n1", Collections.nCopies(BatchCodec.TRANSACTIONS_MAX + 1, open)))
        .hasMessage("1025 transactions in a batch: at most 1024");
    assertThatThrownBy(() -> new Batch(-1, "n1", List.of())).hasMessageContaining("before 1970");
  }
}
