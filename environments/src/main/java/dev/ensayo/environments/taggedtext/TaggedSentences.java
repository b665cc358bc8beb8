package dev.ensayo.environments.taggedtext;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.labelledtext.GivenText;
import dev.ensayo.core.labelledtext.LabelledTextSource;
import dev.ensayo.core.labelledtext.LabelledTextSpec;
import dev.ensayo.core.labelledtext.LabelledTextSpec.Answered;
import dev.ensayo.core.labelledtext.LabelledTexts;
import dev.ensayo.core.labelledtext.LearnedTexts;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.examples.Partition;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Sentences with a tag for each word, dealt to three parts. */
public final class TaggedSentences implements LabelledTextSource {
  /** Sentences are dealt as examples of one class. */
  private static final ImmutableList<String> ONE_CLASS = ImmutableList.of("sentences");

  private final TaggedTextConfig config;
  private final Sentences raw;
  private final ImmutableList<String> tags;
  private final ImmutableMap<String, Integer> numbers;

  private long key;
  private LabelledTexts texts;

  /**
   * @throws InvalidSettingException if there is one tag only, or a part cannot be dealt
   */
  TaggedSentences(TaggedTextConfig config, Sentences raw) {
    this.config = config;
    this.raw = raw;
    ImmutableSortedSet.Builder<String> all = ImmutableSortedSet.naturalOrder();
    raw.parts().values().forEach(part -> part.forEach(of -> of.forEach(s -> all.addAll(s.tags()))));
    this.tags = all.build().asList();
    if (tags.size() < 2) {
      throw new InvalidSettingException(
          "source",
          "all words of %s have the tag '%s'; at least two are needed to tell apart"
              .formatted(raw.name(), tags.get(0)));
    }
    ImmutableMap.Builder<String, Integer> byTag = ImmutableMap.builder();
    for (int k = 0; k < tags.size(); k++) {
      byTag.put(tags.get(k), k);
    }
    this.numbers = byTag.buildOrThrow();
    deal(new SeedSequence(0)); // refuses what cannot be dealt
  }

  private Partition deal(SeedSequence seeds) {
    return config
        .partitioning()
        .deal(raw.name(), ONE_CLASS, split -> new int[raw.part(split).size()], seeds);
  }

  @Override
  public LabelledTextSpec spec() {
    return new LabelledTextSpec(Answered.TOKEN, TokenUnit.WORD, tags, config.maximumLength());
  }

  @Override
  public synchronized LabelledTexts texts(SeedSequence seeds) {
    long asked = seeds.seed("examples");
    if (texts == null || asked != key) {
      key = asked;
      Partition partition = deal(seeds);
      Map<Split, List<GivenText>> given = new EnumMap<>(Split.class);
      for (Split split : Split.values()) {
        given.put(split, given(partition.source(split), partition.indices(split)));
      }
      texts =
          new LearnedTexts(
              config.reading(),
              given,
              config.maximumLength().isEmpty() ? raw.known() : ImmutableMap.of());
    }
    return texts;
  }

  private List<GivenText> given(Split source, int[] indices) {
    return Arrays.stream(indices)
        .mapToObj(index -> raw.part(source).get(index))
        .flatMap(List::stream)
        .map(
            sentence ->
                new GivenText(
                    sentence.origin(),
                    sentence::words,
                    ImmutableIntArray.copyOf(sentence.tags().stream().mapToInt(numbers::get))))
        .toList();
  }

  @Override
  public Map<String, String> dataSha256() {
    return raw.sha256();
  }
}
