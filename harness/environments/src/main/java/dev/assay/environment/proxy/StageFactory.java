package dev.assay.environment.proxy;

import dev.assay.history.Seed;
import java.util.SplittableRandom;

/**
 * Sets toxics to work on the connections of one direction of one proxy. Whether a toxic takes hold
 * is drawn by the proxy's seed, the toxic's name and revision and the connection's number, so it
 * does not depend on the order in which connections are served.
 */
record StageFactory(Seed seed, Direction direction, Meter meter) {

  /**
   * A stage for the toxic on the connection.
   *
   * @param passedBytes what a limit has already let through on this connection
   */
  Stage begin(Toxic toxic, Connection connection, long passedBytes) {
    Seed drawn = seed.fork(direction.name()).fork(toxic.name()).fork("r" + toxic.revision());
    double draw = (drawn.draw(2 * connection.number()) >>> 11) * 0x1p-53;
    if (draw >= toxic.toxicity()) {
      return new PassStage(meter, 0);
    }
    SplittableRandom random = new SplittableRandom(drawn.draw(2 * connection.number() + 1));
    return switch (toxic.kind()) {
      case ToxicKind.Latency it -> new LatencyStage(meter, it, random);
      case ToxicKind.Bandwidth it -> new BandwidthStage(meter, it);
      case ToxicKind.SlowClose it -> new PassStage(meter, it.delay());
      case ToxicKind.Timeout it -> new BlackHoleStage(meter, it);
      case ToxicKind.ResetPeer it -> new ResetStage(meter, it, connection::reset);
      case ToxicKind.Slicer it -> new SlicerStage(meter, it, random);
      case ToxicKind.LimitData it -> new LimitStage(meter, it, passedBytes);
      case ToxicKind.Noop _ -> new PassStage(meter, 0);
    };
  }
}
