package dev.assay.environment.process;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What can be done to the bytes of one proxy; each at most once at a time. */
enum Disturbance {
  /** Whatever clients of the proxy say is lost, and nobody is told. */
  CUT_UP("cut-up"),
  /** Whatever they are answered is lost. */
  CUT_DOWN("cut-down"),
  SLOW("slow"),
  NARROW("narrow");

  private static final String ALREADY_THERE = "[409]";

  /** A link that nothing passes in either direction. */
  static final List<Disturbance> CUT = List.of(CUT_UP, CUT_DOWN);

  /** A link that works, but worse. */
  static final List<Disturbance> SHAPE = List.of(SLOW, NARROW);

  private final String toxic;

  Disturbance(String toxic) {
    this.toxic = toxic;
  }

  /** Cuts these directions, or leaves them cut; whether one of them was whole. */
  static boolean cut(Proxy proxy, Collection<Disturbance> directions) throws IOException {
    boolean changed = false;
    for (Disturbance direction : directions) {
      ToxicDirection stream =
          direction == CUT_UP ? ToxicDirection.UPSTREAM : ToxicDirection.DOWNSTREAM;
      try {
        proxy.toxics().timeout(direction.toxic, stream, 0);
        changed = true;
      } catch (IOException e) {
        if (!String.valueOf(e.getMessage()).startsWith(ALREADY_THERE)) {
          throw e;
        }
      }
    }
    return changed;
  }

  /** Lets what is said take so much longer. */
  static void slow(Proxy proxy, int delayMillis, int jitterMillis) throws IOException {
    proxy
        .toxics()
        .latency(SLOW.toxic, ToxicDirection.UPSTREAM, delayMillis)
        .setJitter(jitterMillis);
  }

  /** Lets at most so many thousand bytes pass in a second. */
  static void narrow(Proxy proxy, int kilobytesPerSecond) throws IOException {
    proxy.toxics().bandwidth(NARROW.toxic, ToxicDirection.UPSTREAM, kilobytesPerSecond);
  }

  /** Those of these that are there, as the server has it. */
  static Set<Disturbance> among(Proxy proxy, Collection<Disturbance> some) throws IOException {
    Set<Disturbance> found = new TreeSet<>();
    for (Toxic toxic : proxy.toxics().getAll()) {
      some.stream().filter(it -> it.toxic.equals(toxic.getName())).forEach(found::add);
    }
    return found;
  }

  /** Takes these away; whether there was any. */
  static boolean end(Proxy proxy, Collection<Disturbance> some) throws IOException {
    boolean changed = false;
    for (Toxic toxic : proxy.toxics().getAll()) {
      if (some.stream().anyMatch(it -> it.toxic.equals(toxic.getName()))) {
        toxic.remove();
        changed = true;
      }
    }
    return changed;
  }
}
