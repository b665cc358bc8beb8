package dev.ensayo.backend.spec;

/** What a node of a {@link GraphSpec} does: a layer has one input, a join one or more. */
public sealed interface NodeSpec permits LayerSpec, JoinSpec {}
