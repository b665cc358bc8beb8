package dev.ensayo.core.transduction;

import java.util.Optional;

/**
 * What a {@link Transducer} makes of a source.
 *
 * @param symbols ids of the answer, without its end
 * @param isEnded whether the end came; else the answer was cut at the longest that is given
 * @param logProbability ln p of the symbols, and of the end if it came, given the source
 * @param attention of models that have one
 */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(
    int[] symbols, boolean isEnded, double logProbability, Optional<Attention> attention) {}
