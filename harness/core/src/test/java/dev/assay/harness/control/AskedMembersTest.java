package dev.assay.harness.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.harness.environment.Effect;
import dev.assay.harness.environment.NotPossibleException;
import dev.assay.harness.system.Administrator;
import dev.assay.harness.system.NodeId;
import dev.assay.harness.system.NodeStatus;
import dev.assay.harness.system.Observer;
import dev.assay.history.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is asked of leaders counts when it was seen, and all are asked back. */
final class AskedMembersTest {
  private static final NodeId N1 = NodeId.of(1);
  private static final NodeId N2 = NodeId.of(2);
  private static final NodeId N3 = NodeId.of(3);
  private static final List<NodeId> NODES = List.of(N1, N2, N3);

  private final Town town = new Town();
  private final AskedMembers members = new AskedMembers(NODES, town, town);

  @Test
  void whoWasRemovedIsToldWhenAllAreAskedBack() {
    Effect removed = members.remove(Set.of(N3));
    assertThat(removed.proven()).isFalse();
    assertThat(removed.facts().get("armed")).contains(Value.of(true));
    assertThat(members.now()).containsExactlyInAnyOrder(N1, N2);

    Effect restored = members.restore();
    assertThat(restored.proven()).isTrue();
    assertThat(restored.facts().get("struck")).contains(Value.fields("n3", Value.of("removed")));
    assertThat(members.now()).containsExactlyInAnyOrderElementsOf(NODES);
    assertThat(members.restore().facts().get("struck")).contains(Value.fields());
  }

  @Test
  void whatNobodyAnsweredCountsIfItIsSeen() {
    town.answer = new Administrator.Answer.Unknown("not done in time");
    members.remove(Set.of(N3));
    assertThat(members.restore().facts().get("struck"))
        .contains(Value.fields("n3", Value.of("removed")));

    town.obeys = false;
    members.remove(Set.of(N2));
    assertThat(members.restore().facts().get("struck")).contains(Value.fields());
  }

  @Test
  void whatIsRefusedTouchesNothing() {
    assertThatThrownBy(() -> members.remove(Set.of(N2, N3)))
        .isInstanceOf(NotPossibleException.class)
        .hasMessageContaining("too few members");
    assertThatThrownBy(() -> members.transfer(N1)).hasMessage("node n1 leads already");
    town.answer = new Administrator.Answer.Refused("another change must end first");
    town.obeys = false;
    assertThatThrownBy(() -> members.remove(Set.of(N2)))
        .isInstanceOf(NotPossibleException.class)
        .hasMessage("another change must end first");
    assertThat(members.restore().facts().get("struck")).contains(Value.fields());
    town.leader = Optional.empty();
    assertThatThrownBy(() -> members.remove(Set.of(N2))).hasMessage("no node says that it leads");
  }

  @Test
  void whoLeadsAfterwardsIsTold() {
    members.transfer(N2);
    assertThat(members.restore().facts().get("struck"))
        .contains(Value.fields("n2", Value.of("leads")));
  }

  /** A system in which everything is done at once, or not at all. */
  private static final class Town implements Observer, Administrator {
    private final Set<NodeId> belonging = new TreeSet<>(NODES);
    private Optional<NodeId> leader = Optional.of(N1);
    private Answer answer = new Answer.Done();
    private boolean obeys = true;

    @Override
    public Optional<NodeStatus> status(NodeId node) {
      boolean leads = leader.equals(Optional.of(node));
      return Optional.of(new NodeStatus(node, leads, leads ? 2 : 1, 0, 0, Value.NIL));
    }

    @Override
    public Optional<Roll> roll(NodeId node) {
      return Optional.of(new Roll(belonging, false));
    }

    @Override
    public void change(
        NodeId asked, Set<NodeId> add, Set<NodeId> remove, Duration bound, Consumer<Answer> told) {
      if (obeys) {
        belonging.addAll(add);
        belonging.removeAll(remove);
      }
      told.accept(answer);
    }

    @Override
    public void transfer(NodeId asked, NodeId to, Duration bound, Consumer<Answer> told) {
      leader = Optional.of(to);
      told.accept(answer);
    }

    @Override
    public boolean export(NodeId node, Path folder) {
      return false;
    }

    @Override
    public void close() {}
  }
}
