package dev.assay.node.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.node.storage.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArmedCrashTest {
  @TempDir private Path control;

  private final List<String> ends = new ArrayList<>();

  @Test
  void strikesOnceWhereItWasToldTo() throws IOException {
    ArmedCrash crash = new ArmedCrash(control, () -> ends.add("end"));
    crash.reached(Failpoint.LOG_AFTER_APPEND);
    arm("log.after", 1);
    crash.reached(Failpoint.LOG_BEFORE_APPEND);
    crash.reached(Failpoint.LOG_AFTER_APPEND);
    assertThat(ends).isEmpty();
    crash.reached(Failpoint.LOG_AFTER_SYNC);
    assertThat(ends).hasSize(1);
    assertThat(control.resolve("crashed")).hasContent("log.after-sync-before-acknowledgement");
    assertThat(control.resolve("crash")).doesNotExist();
    crash.reached(Failpoint.LOG_AFTER_SYNC);
    assertThat(ends).hasSize(1);
  }

  @Test
  void anOrderThatIsTakenBackIsForgotten() throws IOException {
    ArmedCrash crash = new ArmedCrash(control, () -> ends.add("end"));
    arm("", 2);
    crash.reached(Failpoint.LOG_AFTER_APPEND);
    Files.delete(control.resolve("crash"));
    crash.reached(Failpoint.LOG_AFTER_APPEND);
    arm("", 2);
    crash.reached(Failpoint.LOG_AFTER_APPEND);
    crash.reached(Failpoint.LOG_AFTER_APPEND);
    assertThat(ends).isEmpty();
    crash.reached(Failpoint.LOG_AFTER_APPEND);
    assertThat(ends).hasSize(1);
  }

  @Test
  void anOrderThatIsNoneIsNamed() throws IOException {
    Files.writeString(control.resolve("crash"), "log.\nsoon\n");
    assertThatThrownBy(() -> new ArmedCrash(control, () -> {}).reached(Failpoint.LOG_AFTER_APPEND))
        .hasMessageContaining("is no order to crash");
  }

  private void arm(String prefix, int passes) throws IOException {
    Files.writeString(control.resolve("crash"), prefix + "\n" + passes + "\n");
  }
}
