package dev.assay.workloads.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.harness.client.Invocation;
import dev.assay.harness.generator.Context;
import dev.assay.harness.generator.Generator;
import dev.assay.harness.system.NodeId;
import dev.assay.history.Event;
import dev.assay.history.EventType;
import dev.assay.history.ProcessId;
import dev.assay.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ClosingQuestionsTest {
  private static final ProcessId CLIENT = new ProcessId(3);

  private Generator closing =
      ClosingQuestions.of(
          List.of(NodeId.of(1), NodeId.of(2)),
          new Invocation("write", Value.fields("id", Value.of("last"))),
          List.of(new Invocation("read", Value.fields("key", Value.of("k0")))));
  private long nowNanos;

  @Test
  void changesReadsEverythingAsksEachNodeAndReadsThroughEach() {
    List<String> asked = new ArrayList<>();
    asked.add(answered(EventType.OK, 7));
    asked.add(answered(EventType.OK, 7));
    asked.add(answered(EventType.OK, 7));
    asked.add(answered(EventType.OK, 8));
    asked.add(answered(EventType.OK, 8));
    asked.add(answered(EventType.OK, 8));

    assertThat(asked)
        .containsExactly("write", "read", "audit n1", "audit n2", "read n1", "read n2");
    assertThat(closing.next(context())).isInstanceOf(Generator.Next.Exhausted.class);
  }

  @Test
  void nodeThatLagsIsAskedAgainAfterTheOthersAndAPause() {
    answered(EventType.OK, 7);
    answered(EventType.OK, 7);
    assertThat(answered(EventType.OK, 6)).isEqualTo("audit n1");

    Generator.Next.Invoke next = (Generator.Next.Invoke) closing.next(context());
    assertThat(next.atNanos()).isGreaterThan(nowNanos);
    assertThat(answered(EventType.OK, 7)).isEqualTo("audit n2");
    assertThat(answered(EventType.OK, 7)).isEqualTo("read n1");
    assertThat(answered(EventType.FAIL, -1)).isEqualTo("read n2");
    assertThat(answered(EventType.OK, 7)).isEqualTo("audit n1");
    assertThat(answered(EventType.OK, 7)).isEqualTo("read n2");
    assertThat(closing.next(context())).isInstanceOf(Generator.Next.Exhausted.class);
  }

  @Test
  void silenceIsAskedAgain() {
    assertThat(answered(EventType.UNKNOWN, -1)).isEqualTo("write");
    assertThat(answered(EventType.OK, 3)).isEqualTo("write");
    assertThat(answered(EventType.FAIL, -1)).isEqualTo("read");
    assertThat(answered(EventType.OK, 3)).isEqualTo("read");
    assertThat(answered(EventType.OK, 3)).isEqualTo("audit n1");
  }

  @Test
  void oneQuestionAtATime() {
    closing = ((Generator.Next.Invoke) closing.next(context())).rest();

    assertThat(closing.next(context())).isInstanceOf(Generator.Next.Pending.class);
  }

  /** Asks the next question and answers it; what it was, and of which node. */
  private String answered(EventType type, long block) {
    Generator.Next.Invoke next = (Generator.Next.Invoke) closing.next(context());
    nowNanos = Math.max(nowNanos, next.atNanos()) + 1_000;
    Invocation asked = next.invocation();
    closing =
        next.rest()
            .update(
                context(),
                new Event(
                    9,
                    nowNanos,
                    CLIENT,
                    type,
                    asked.f(),
                    asked.value().with("block", Value.of(block)),
                    Optional.empty()));
    String node =
        asked
            .value()
            .get("node")
            .or(() -> asked.value().get("via"))
            .map(it -> " " + ((Value.Text) it).text())
            .orElse("");
    return asked.f() + node;
  }

  private Context context() {
    return new Context(nowNanos, List.of(CLIENT), List.of());
  }
}
