package dev.assay.harness.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.history.ProcessId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContextTest {
  private static final ProcessId C0 = new ProcessId(0);
  private static final ProcessId C1 = new ProcessId(1);
  private static final ProcessId NEMESIS = ProcessId.NEMESIS;

  @Test
  void aFreeNemesisStandsLastAndIsNoClient() {
    Context context = new Context(5, List.of(C0, NEMESIS), List.of(C1));
    assertThat(context.ofClients()).isEqualTo(new Context(5, List.of(C0), List.of(C1)));
    assertThat(context.ofNemesis()).isEqualTo(new Context(5, List.of(NEMESIS), List.of()));
  }

  @Test
  void aBusyNemesisStandsFirstAndIsNoClient() {
    Context context = new Context(5, List.of(C0), List.of(NEMESIS, C1));
    assertThat(context.ofClients()).isEqualTo(new Context(5, List.of(C0), List.of(C1)));
    assertThat(context.ofNemesis()).isEqualTo(new Context(5, List.of(), List.of(NEMESIS)));
  }

  @Test
  void oneProcessSeesItselfAlone() {
    Context context = new Context(5, List.of(C0, NEMESIS), List.of(C1));
    assertThat(context.only(C0)).isEqualTo(new Context(5, List.of(C0), List.of()));
    assertThat(context.only(C1)).isEqualTo(new Context(5, List.of(), List.of(C1)));
  }
}
