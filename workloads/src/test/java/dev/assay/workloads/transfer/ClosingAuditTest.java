package dev.assay.workloads.transfer;

import static org.assertj.core.api.Assertions.assertThat;

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

final class ClosingAuditTest {
  private static final ProcessId CLIENT = new ProcessId(3);

  private Generator closing = ClosingAudit.of(List.of(NodeId.of(1), NodeId.of(2)));
  private long nowNanos;

  @Test
  void readsEverythingThenAsksEachNode() {
    List<String> asked = new ArrayList<>();
    asked.add(ask());
    answer("read-all", EventType.OK, 7);
    asked.add(ask());
    answer("audit", EventType.OK, 7);
    asked.add(ask());
    answer("audit", EventType.OK, 8);

    assertThat(asked).containsExactly("read-all", "audit n1", "audit n2");
    assertThat(closing.next(context())).isInstanceOf(Generator.Next.Exhausted.class);
  }

  @Test
  void nodeThatLagsIsAskedAgainAfterTheOthersAndAPause() {
    ask();
    answer("read-all", EventType.OK, 7);
    ask();
    answer("audit", EventType.OK, 6);

    Generator.Next.Invoke next = (Generator.Next.Invoke) closing.next(context());
    assertThat(next.atNanos()).isGreaterThan(nowNanos);
    assertThat(ask()).isEqualTo("audit n2");
    answer("audit", EventType.OK, 7);
    assertThat(ask()).isEqualTo("audit n1");
  }

  @Test
  void silenceIsAskedAgain() {
    ask();
    answer("read-all", EventType.FAIL, -1);

    assertThat(ask()).isEqualTo("read-all");
  }

  @Test
  void oneQuestionAtATime() {
    ask();

    assertThat(closing.next(context())).isInstanceOf(Generator.Next.Pending.class);
  }

  private String ask() {
    Generator.Next.Invoke next = (Generator.Next.Invoke) closing.next(context());
    closing = next.rest();
    nowNanos = next.atNanos();
    String node =
        next.invocation().value().get("node").map(it -> " " + ((Value.Text) it).text()).orElse("");
    return next.invocation().f() + node;
  }

  private void answer(String f, EventType type, long block) {
    nowNanos += 1_000;
    Value value = Value.fields("block", Value.of(block));
    closing =
        closing.update(context(), new Event(9, nowNanos, CLIENT, type, f, value, Optional.empty()));
  }

  private Context context() {
    return new Context(nowNanos, List.of(CLIENT), List.of());
  }
}
