package dev.assay.checkers.linearizability;

/** A model that knows nothing faster than the search. */
public record SearchAlone<S>(Model<S> model) implements ForwardingModel<S> {}
