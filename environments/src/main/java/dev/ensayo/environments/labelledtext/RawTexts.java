package dev.ensayo.environments.labelledtext;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.labelledtext.KnownAccuracy;
import java.util.List;
import java.util.Map;

/**
 * What a source has.
 *
 * @param name of the source, for messages
 * @param classes names by number
 * @param parts texts; those that are to be dealt to the parts are under {@link Split#TRAIN}
 * @param sha256 of each file, by name
 * @param notes what was left out, in sentences
 * @param known accuracies that the best of some models have, where that is known
 */
record RawTexts(
    String name,
    ImmutableList<String> classes,
    ImmutableMap<Split, ImmutableList<RawText>> parts,
    ImmutableMap<String, String> sha256,
    ImmutableList<String> notes,
    ImmutableMap<KnownAccuracy, Double> known) {
  /** Of files. */
  static RawTexts of(
      String name,
      List<String> classes,
      Map<Split, ? extends List<RawText>> parts,
      Map<String, String> sha256,
      List<String> notes) {
    ImmutableMap.Builder<Split, ImmutableList<RawText>> copies = ImmutableMap.builder();
    parts.forEach((split, texts) -> copies.put(split, ImmutableList.copyOf(texts)));
    return new RawTexts(
        name,
        ImmutableList.copyOf(classes),
        copies.buildOrThrow(),
        ImmutableMap.copyOf(sha256),
        ImmutableList.copyOf(notes),
        ImmutableMap.of());
  }

  /** One part; empty where there is none. */
  ImmutableList<RawText> part(Split split) {
    return parts.getOrDefault(split, ImmutableList.of());
  }

  /** The class of each text of a part. */
  int[] labels(Split split) {
    return part(split).stream().mapToInt(RawText::label).toArray();
  }
}
