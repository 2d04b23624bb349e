package dev.assay.environment.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Stages by themselves, in time that the test makes. */
class StageTest {
  private static final long MILLI = 1_000_000;

  private final Meter meter = new Meter();
  private final Taken next = new Taken();

  /** Where a stage's output ends up. */
  private static final class Taken implements Inlet {
    private final List<Integer> sizes = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean ended;
    private boolean full;

    @Override
    public void data(Chunk chunk) {
      sizes.add(chunk.size());
      while (chunk.data().hasRemaining()) {
        text.append((char) chunk.data().get());
      }
    }

    @Override
    public void end() {
      ended = true;
    }

    @Override
    public boolean full() {
      return full;
    }
  }

  private static Chunk chunk(String text, long stamp) {
    ByteBuffer data = ByteBuffer.allocate(text.length());
    text.chars().forEach(it -> data.put((byte) it));
    return new Chunk(data.flip(), stamp);
  }

  @Test
  void jitterKeepsTheOrder() {
    Stage stage = new LatencyStage(meter, new ToxicKind.Latency(20, 15), new SplittableRandom(1));
    String sent = "abcdefghijklmnopqrstuvwxyz";
    for (int i = 0; i < sent.length(); i++) {
      stage.data(chunk(sent.substring(i, i + 1), i * MILLI));
    }
    stage.end();

    stage.advance(4 * MILLI, next);
    assertThat(next.text).isEmpty();
    stage.advance(60 * MILLI, next);

    assertThat(next.text).hasToString(sent);
    assertThat(next.ended).isTrue();
  }

  @Test
  void latencyWakesWhenItsHeadIsDue() {
    Stage stage = new LatencyStage(meter, new ToxicKind.Latency(20, 0), new SplittableRandom(1));
    stage.data(chunk("a", 5 * MILLI));
    stage.advance(6 * MILLI, next);

    assertThat(stage.wakeAtNanos()).isEqualTo(25 * MILLI);
  }

  @Test
  void updateOfLatencyPassesTheHeadAndDelaysTheRestAnew() {
    Stage stage = new LatencyStage(meter, new ToxicKind.Latency(20, 0), new SplittableRandom(1));
    Stage successor =
        new LatencyStage(meter, new ToxicKind.Latency(50, 0), new SplittableRandom(1));
    stage.data(chunk("a", 0));
    stage.data(chunk("b", 0));
    stage.advance(MILLI, next);

    stage.interrupt(next);
    stage.handOver(successor);
    successor.advance(49 * MILLI, next);
    assertThat(next.text).hasToString("a");
    successor.advance(50 * MILLI, next);
    assertThat(next.text).hasToString("ab");
  }

  @Test
  void bandwidthMakesUpForALateTimer() {
    Stage stage = new BandwidthStage(meter, new ToxicKind.Bandwidth(1));
    stage.data(chunk("0123456789", 0));
    stage.data(chunk("0123456789", 0));
    stage.advance(0, next);
    stage.advance(12 * MILLI, next);

    assertThat(next.sizes).containsExactly(10);
    assertThat(stage.wakeAtNanos()).isEqualTo(20 * MILLI);
  }

  @Test
  void slicerMakesPiecesOfAboutTheAverageSize() {
    Stage stage =
        new SlicerStage(meter, new ToxicKind.Slicer(1024, 512, 0), new SplittableRandom(1));
    for (int i = 0; i < 15; i++) {
      stage.data(chunk("x".repeat(32_000), 0));
    }
    stage.advance(0, next);

    assertThat(next.sizes).hasSizeBetween(240, 720).allMatch(it -> it <= 1536);
    assertThat(next.text).hasSize(480_000);
  }

  @Test
  void stageWaitsForRoomAndGivesEverythingWhenItIsRemoved() {
    Stage stage = new PassStage(meter, 0);
    next.full = true;
    stage.data(chunk("a", 0));
    assertThat(stage.advance(0, next)).isFalse();
    assertThat(stage.full()).isTrue();

    stage.release(next);

    assertThat(next.text).hasToString("a");
  }
}
