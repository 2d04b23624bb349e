package dev.assay.history;

/** What an event says of its operation; {@code UNKNOWN} is Jepsen's {@code info}. */
public enum EventType {
  INVOKE,
  OK,
  FAIL,
  UNKNOWN
}
