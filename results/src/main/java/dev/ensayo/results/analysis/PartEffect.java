package dev.ensayo.results.analysis;

import dev.ensayo.results.analysis.Comparison.Verdict;
import dev.ensayo.results.statistics.Interval;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a part of an agent does to its scores, or what two parts do together.
 *
 * @param part its name
 * @param other the name of the other part, of an interaction
 * @param variant that differs from the reference in this part alone; empty in a factorial
 * @param effect what having the part changes; of two, how much larger the effect of one is with the
 *     other than without
 * @param interval of the effect, 95 %; empty where there is none
 * @param correctedP after Holm's correction over all effects; empty where there is no test
 * @param verdict whether it makes scores better or worse
 * @param bySeed the effect in each seed
 */
public record PartEffect(
    String part,
    Optional<String> other,
    Optional<VariantResults> variant,
    double effect,
    Optional<Interval> interval,
    OptionalDouble correctedP,
    Verdict verdict,
    double[] bySeed) {}
