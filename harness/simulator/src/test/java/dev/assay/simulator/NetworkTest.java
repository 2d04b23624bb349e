package dev.assay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NetworkTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int MILLION = 1_000_000;

  private final World world = new World(7);
  private final Endpoint a = world.client("a");
  private final Endpoint b = world.client("b");
  private final Route there = new Route("a", "b");
  private final List<Integer> heard = new ArrayList<>();

  NetworkTest() {
    b.onReceive((from, payload) -> heard.add((int) payload[0]));
  }

  @Test
  void aMessageTakesAtLeastTheShortestWay() {
    world.network().shape(new Conditions(300, 400, 0, 0, 0, 0, 0));
    send(1);
    world.runUntil(299);
    assertThat(heard).isEmpty();
    world.runUntil(400);
    assertThat(heard).containsExactly(1);
  }

  @Test
  void aTailMakesSomeMessagesLate() {
    world.network().shape(new Conditions(1, 1, MILLION / 2, SECOND, 0, 0, MILLION));
    IntStream.range(0, 100).forEach(this::send);
    world.runUntil(1);
    assertThat(heard).hasSizeBetween(30, 70);
    world.runUntil(1 + SECOND);
    assertThat(heard).hasSize(100);
  }

  @Test
  void messagesKeepTheirOrderUnlessTheyMayOvertake() {
    List<Integer> all = IntStream.range(0, 100).boxed().toList();
    world.network().shape(new Conditions(0, SECOND, 0, 0, 0, 0, 0));
    all.forEach(this::send);
    world.runFor(SECOND);
    assertThat(heard).isEqualTo(all);
    heard.clear();
    world.network().shape(new Conditions(0, SECOND, 0, 0, 0, 0, MILLION));
    all.forEach(this::send);
    world.runFor(SECOND);
    assertThat(heard).hasSameElementsAs(all).isNotEqualTo(all);
  }

  /** What makes shrinking possible: an operation less is not another world. */
  @Test
  void aMessageLessChangesNoDelayOfThoseThatFollow() {
    assertThat(arrivals(List.of(1L, 4L, 9L, 16L))).containsAll(arrivals(List.of(1L, 9L, 16L)));
  }

  @Test
  void clientsThatAttachAreDelayedAlikeHoweverManyCameBefore() {
    Conditions rough = new Conditions(0, SECOND, 0, 0, 0, 0, MILLION);
    List<Long> arrivals = new ArrayList<>();
    for (int before = 0; before < 3; before++) {
      World other = new World(7);
      other.network().shape(rough);
      other.client("node").onReceive((_, _) -> arrivals.add(other.nowNanos()));
      for (int i = 0; i < before; i++) {
        other.attach();
      }
      other.attach().send("node", new byte[0]);
      other.runFor(SECOND);
    }
    assertThat(arrivals).hasSize(3).containsOnly(arrivals.getFirst());
  }

  private static List<Long> arrivals(List<Long> departures) {
    World other = new World(7);
    other.network().shape(new Conditions(0, SECOND, 0, 0, 0, 0, MILLION));
    Endpoint from = other.client("from");
    List<Long> arrivals = new ArrayList<>();
    other.client("to").onReceive((_, _) -> arrivals.add(other.nowNanos()));
    for (long departure : departures) {
      other.after(departure, () -> from.send("to", new byte[0]));
    }
    other.runFor(2 * SECOND);
    return arrivals;
  }

  @Test
  void lossAndDuplicationAreDrawnAndCounted() {
    world.network().shape(new Conditions(1, 1, 0, 0, MILLION / 4, MILLION / 4, 0));
    for (int i = 0; i < 1_000; i++) {
      send(i % 100);
    }
    world.runFor(SECOND);
    LinkCounts counts = world.network().counts(there);
    assertThat(counts.sent()).isEqualTo(1_000);
    assertThat(counts.lost()).isBetween(180L, 320L);
    assertThat(counts.duplicated()).isBetween(120L, 260L);
    assertThat(counts.delivered())
        .isEqualTo(counts.sent() - counts.lost() + counts.duplicated())
        .isEqualTo(heard.size());
  }

  @Test
  void aCutLosesWhatIsSentAndWhatIsOnItsWayInThatDirectionOnly() {
    List<String> back = new ArrayList<>();
    a.onReceive((from, payload) -> back.add(from));
    send(1);
    world.network().cut(Set.of(there));
    send(2);
    b.send("a", new byte[1]);
    world.runFor(SECOND);
    assertThat(heard).isEmpty();
    assertThat(back).containsExactly("b");
    assertThat(world.network().counts(there)).isEqualTo(new LinkCounts(2, 0, 2, 0, 0, 0));
  }

  @Test
  void whatWasOnItsWayStaysLostWhenTheLinkHealsAtOnce() {
    send(1);
    world.network().cut(Set.of(there));
    world.network().cut(Set.of());
    send(2);
    world.runFor(SECOND);
    assertThat(heard).containsExactly(2);
  }

  @Test
  void aCutReplacesTheCutsBefore() {
    world.network().cut(Set.of(there));
    world.network().cut(Set.of(new Route("b", "a")));
    assertThat(world.network().probe(there)).isTrue();
    assertThat(world.network().probe(new Route("b", "a"))).isFalse();
  }

  @Test
  void oneLinkCanBeShapedAlone() {
    world.network().shape(there, new Conditions(1, 1, 0, 0, MILLION, 0, 0));
    List<String> back = new ArrayList<>();
    a.onReceive((from, payload) -> back.add(from));
    send(1);
    b.send("a", new byte[1]);
    world.runFor(SECOND);
    assertThat(heard).isEmpty();
    assertThat(back).containsExactly("b");
  }

  /** A byte and what it costs beside take 61 s here. */
  @Test
  void whatQueuedForANarrowLinkHoldsNothingUpThatIsSentOverAWiderOne() {
    world.network().worsen(there, new Worse(0, 0, 0, 0, 0, 0, 0, 1));
    send(1);
    send(2);
    world.runFor(61 * SECOND + SECOND / 2);
    world.network().worsen(there, Worse.NOTHING);
    send(3);
    world.runFor(SECOND);
    assertThat(heard).containsExactly(1, 3);
    world.runFor(200 * SECOND);
    assertThat(heard).containsExactly(1, 3);
    assertThat(world.network().counts(there)).isEqualTo(new LinkCounts(3, 2, 0, 1, 0, 0));
  }

  @Test
  void aMessageToNobodyIsRefusedAndCounted() {
    a.send("nobody", new byte[1]);
    world.runFor(SECOND);
    assertThat(world.network().counts(new Route("a", "nobody")).refused()).isEqualTo(1);
  }

  @Test
  void aReceiverHasNoMoreMessagesOnTheirWayThanItsBound() {
    World small = new World(1, new Limits(100, 100, 3, 0));
    Endpoint sender = small.attach();
    Endpoint receiver = small.attach();
    for (int i = 0; i < 5; i++) {
      sender.send(receiver.name(), new byte[1]);
    }
    small.runFor(SECOND);
    LinkCounts counts = small.network().counts(new Route(sender.name(), receiver.name()));
    assertThat(counts).isEqualTo(new LinkCounts(5, 3, 0, 0, 0, 2));
  }

  @Test
  void theSenderMayChangeItsBytesAfterwards() {
    byte[] payload = {1};
    a.send("b", payload);
    payload[0] = 2;
    world.runFor(SECOND);
    assertThat(heard).containsExactly(1);
  }

  private void send(int number) {
    a.send("b", new byte[] {(byte) number});
  }
}
