package dev.ensayo.core.labelledtext;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.ensayo.core.environment.Split;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Texts as ids of a vocabulary that is learned from their training part. */
public final class LearnedTexts implements LabelledTexts {
  private final TextEncoder encoder;
  private final ImmutableMap<Split, EncodedTexts> parts;
  private final ImmutableMap<KnownAccuracy, Double> known;

  /** Texts of which it is not known how they were made. */
  public LearnedTexts(TextReading reading, Map<Split, ? extends List<GivenText>> texts) {
    this(reading, texts, ImmutableMap.of());
  }

  /**
   * @param texts of each part; a part that is not there is empty
   * @param known accuracies that the best of some models have
   */
  public LearnedTexts(
      TextReading reading,
      Map<Split, ? extends List<GivenText>> texts,
      Map<KnownAccuracy, Double> known) {
    Map<String, Integer> counts = reading.count(of(texts, Split.TRAIN));
    this.encoder = reading.learn(counts);
    ImmutableSet<String> seen = ImmutableSet.copyOf(counts.keySet());
    this.parts =
        Maps.toMap(
            ImmutableList.copyOf(Split.values()),
            split -> new EncodedTexts(encoder, seen, of(texts, split)));
    this.known = ImmutableMap.copyOf(known);
  }

  private static ImmutableList<GivenText> of(
      Map<Split, ? extends List<GivenText>> texts, Split split) {
    List<GivenText> part = texts.get(split);
    return part == null ? ImmutableList.of() : ImmutableList.copyOf(part);
  }

  @Override
  public TextEncoder encoder() {
    return encoder;
  }

  @Override
  public LabelledTextPart part(Split split) {
    return parts.get(split);
  }

  @Override
  public OptionalDouble knownAccuracy(KnownAccuracy kind) {
    Double accuracy = known.get(kind);
    return accuracy == null ? OptionalDouble.empty() : OptionalDouble.of(accuracy);
  }
}
