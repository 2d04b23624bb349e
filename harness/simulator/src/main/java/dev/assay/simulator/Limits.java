package dev.assay.simulator;

/**
 * Bounds of one world.
 *
 * @param eventsMax events that may happen before the world refuses to go on
 * @param scheduledMax events that may wait at once
 * @param queuedPerPartyMax messages on their way to, or held for, one party: more are dropped and
 *     counted
 * @param diskBytesMax what one disk holds, files not yet forgotten included; a write beyond fails
 */
public record Limits(long eventsMax, int scheduledMax, int queuedPerPartyMax, long diskBytesMax) {
  public Limits {
    if (eventsMax < 1 || scheduledMax < 1 || queuedPerPartyMax < 1 || diskBytesMax < 0) {
      throw new IllegalArgumentException(
          "a world needs room for at least one event, one waiting event and one message: "
              + "%d, %d, %d, %d bytes of disk"
                  .formatted(eventsMax, scheduledMax, queuedPerPartyMax, diskBytesMax));
    }
  }

  public static Limits standard() {
    return new Limits(200_000_000L, 1_000_000, 10_000, 256L << 20);
  }

  public Limits withEventsMax(long events) {
    return new Limits(events, scheduledMax, queuedPerPartyMax, diskBytesMax);
  }
}
