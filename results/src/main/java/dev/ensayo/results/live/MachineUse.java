package dev.ensayo.results.live;

import java.util.OptionalDouble;

/**
 * What a machine is busy with.
 *
 * @param host its name
 * @param processor share of all its processors that is in use, 0 to 1, where that is known
 * @param processors how many logical processors it has
 * @param memoryUsed bytes that are not available to programs
 * @param memory bytes in all; 0 where that is not known
 */
public record MachineUse(
    String host, OptionalDouble processor, int processors, long memoryUsed, long memory) {}
