package dev.assay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrashPointTest {
  private final World world = new World(1);
  private final List<String> done = new ArrayList<>();
  private final Machine machine = world.machine("n1", this::boot);

  /** Writes a file at each message, with a point before and after its sync. */
  private Program.Instance boot(Host host) {
    done.add("boot");
    return (_, payload) -> {
      try {
        host.disk().write("file", 0, payload);
        host.reached("file.before-sync");
        host.disk().sync("file");
        host.disk().syncFolder();
        host.reached("file.after-sync");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (RuntimeException e) {
        done.add("caught " + e);
      }
      done.add("done");
    };
  }

  private void send() {
    world.client("client" + world.events()).send("n1", new byte[] {7});
    world.runFor(1_000_000_000L);
  }

  @Test
  void nothingAfterThePointHappensAndThePowerIsLostThere() {
    machine.start();
    machine.crashAt(new CrashPoint("file.before", 0, Optional.of(Unsynced.LOST)));
    send();
    assertThat(done).containsExactly("boot");
    assertThat(machine.state()).isEqualTo(Machine.State.DOWN);
    assertThat(machine.disk().list()).isEmpty();
    assertThat(machine.disarm()).contains("file.before-sync");
    assertThat(machine.disarm()).isEmpty();
  }

  @Test
  void itCrashesOnceAfterSoManyPassesOfSuchPointsAndKeepsItsDisk() {
    machine.start();
    machine.crashAt(new CrashPoint("file.a", 1, Optional.empty()));
    send();
    assertThat(done).containsExactly("boot", "done");
    send();
    assertThat(machine.state()).isEqualTo(Machine.State.DOWN);
    assertThat(machine.disk().list()).containsExactly("file");
    machine.start();
    send();
    assertThat(done).containsExactly("boot", "done", "boot", "done");
    assertThat(machine.disarm()).contains("file.after-sync");
  }

  @Test
  void aDisarmedMachineDoesNotCrash() {
    machine.start();
    machine.crashAt(new CrashPoint("", 0, Optional.empty()));
    assertThat(machine.disarm()).isEmpty();
    send();
    assertThat(done).containsExactly("boot", "done");
  }
}
