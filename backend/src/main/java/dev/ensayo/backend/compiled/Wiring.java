package dev.ensayo.backend.compiled;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.Value;

/**
 * The blocks of a plan and the values at its ends.
 *
 * @param trained the blocks through which a gradient passes, last first
 * @param boundary null where none was asked for
 */
record Wiring(
    ImmutableList<Value> inputs,
    ImmutableList<Value> outputs,
    ImmutableList<Block> blocks,
    ImmutableList<Block> trained,
    Boundary boundary) {}
