package dev.ensayo.environments.transduction;

import com.google.common.primitives.ImmutableIntArray;

/**
 * What a noun and what belongs to it mean, in no language.
 *
 * @param noun its number
 * @param adjectives their numbers, the outermost first; none twice
 * @param isPlural whether it is several
 * @param isDefinite whether it is known which
 */
record Phrase(int noun, ImmutableIntArray adjectives, boolean isPlural, boolean isDefinite) {}
