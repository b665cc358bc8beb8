package dev.ensayo.serving.batching;

import java.time.Duration;

/**
 * How questions are computed together.
 *
 * @param maxBatch rows at most
 * @param maxDelay how long the first of them waits for others
 * @param queue questions that may wait
 */
public record BatchLimits(int maxBatch, Duration maxDelay, int queue) {}
