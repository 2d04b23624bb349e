package dev.assay.node.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Passes on what was refused, the same line at most once in a while: whoever is refused tries again
 * and again. Any thread.
 */
public final class RefusalLog implements Consumer<String> {
  private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int REMEMBERED_MAX = 64;

  private final Consumer<String> log;
  private final Map<String, Long> saidNanos =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  public RefusalLog(Consumer<String> log) {
    this.log = log;
  }

  @Override
  public synchronized void accept(String line) {
    long now = System.nanoTime();
    Long said = saidNanos.get(line);
    if (said == null || now - said >= PAUSE_NANOS) {
      saidNanos.put(line, now);
      log.accept(line);
    }
  }
}
