package dev.ensayo.environments.taggedtext;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.labelledtext.KnownAccuracy;

/**
 * What a source has.
 *
 * @param name of the source, for messages
 * @param parts groups of sentences that stay together, such as those of a file; those that are to
 *     be dealt to the parts are under {@link Split#TRAIN}
 * @param sha256 of each file, by name
 * @param known accuracies that the best of some models have, where that is known
 */
record Sentences(
    String name,
    ImmutableMap<Split, ImmutableList<ImmutableList<Sentence>>> parts,
    ImmutableMap<String, String> sha256,
    ImmutableMap<KnownAccuracy, Double> known) {
  /** Groups of one part; empty where there is none. */
  ImmutableList<ImmutableList<Sentence>> part(Split split) {
    return parts.getOrDefault(split, ImmutableList.of());
  }
}
