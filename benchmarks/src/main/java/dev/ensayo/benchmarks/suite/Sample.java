package dev.ensayo.benchmarks.suite;

/**
 * How a run stands at one moment.
 *
 * @param position environment steps taken
 * @param nanos when, on this process's clock
 * @param processorNanos processor time of the process so far
 * @param residentKib resident set of the process in KiB; 0 where the system does not tell
 */
record Sample(long position, long nanos, long processorNanos, long residentKib) {}
