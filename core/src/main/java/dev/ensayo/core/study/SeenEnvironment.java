package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;

/**
 * What variants may have in common: an environment and what it is seen through.
 *
 * @param wrappers innermost first
 */
record SeenEnvironment(
    Chosen.Environment<?> environment, ImmutableList<Chosen.Wrapper<?>> wrappers) {}
