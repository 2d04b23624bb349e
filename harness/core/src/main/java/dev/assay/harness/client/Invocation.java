package dev.assay.harness.client;

import dev.assay.history.Value;

/** What a client is asked to do: an operation's name and its arguments. */
public record Invocation(String f, Value.Fields value) {}
