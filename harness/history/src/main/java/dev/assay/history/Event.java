package dev.assay.history;

import java.util.Optional;

/**
 * One line of a history: an invocation or a completion.
 *
 * @param index position in the history, from 0, without gaps
 * @param timeNanos monotonic nanoseconds since the run's start, never smaller than its
 *     predecessor's
 * @param process who acted
 * @param type invocation or which completion
 * @param f what was asked: the operation's or the fault's name
 * @param value what was asked; in a completion that and the answer
 * @param error why, in a FAIL or UNKNOWN completion
 */
public record Event(
    long index,
    long timeNanos,
    ProcessId process,
    EventType type,
    String f,
    Value value,
    Optional<String> error) {}
