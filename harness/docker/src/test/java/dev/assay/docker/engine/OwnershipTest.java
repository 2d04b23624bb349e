package dev.assay.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class OwnershipTest {
  private final Ownership mine = Ownership.mine(1);

  @Test
  void aLivingOwnerIsNotGone() {
    assertThat(mine.isGone()).isFalse();
    assertThat(Ownership.of(mine.labels())).contains(mine);
  }

  @Test
  void anOwnerIsGoneWithItsProcess() {
    assertThat(with(Integer.MAX_VALUE, mine.startMillis(), mine.machine()).isGone()).isTrue();
  }

  @Test
  void anOwnerIsGoneWhenItsNumberWasGivenToAnotherProcess() {
    assertThat(with(mine.pid(), mine.startMillis() - 10_000, mine.machine()).isGone()).isTrue();
  }

  @Test
  void anOwnerBeforeTheLastBootIsGone() {
    assertThat(with(mine.pid(), mine.startMillis(), "another-boot/pid:[1]").isGone()).isTrue();
  }

  @Test
  void anOwnerThatCannotBeSeenFromHereIsNotGone() {
    String boot = mine.machine().substring(0, mine.machine().indexOf('/'));
    assertThat(with(Integer.MAX_VALUE, 0, boot + "/pid:[1]").isGone()).isFalse();
  }

  @Test
  void labelsOfOthersTellNoOwner() {
    assertThat(Ownership.of(Map.of("dev.assay.run", "x", "dev.assay.owner.pid", "one"))).isEmpty();
  }

  private Ownership with(long pid, long startMillis, String machine) {
    return new Ownership(mine.run(), pid, startMillis, machine);
  }
}
