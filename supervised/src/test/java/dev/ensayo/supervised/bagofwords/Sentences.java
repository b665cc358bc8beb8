package dev.ensayo.supervised.bagofwords;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.labelledtext.GivenText;
import dev.ensayo.core.labelledtext.KnownAccuracy;
import dev.ensayo.core.labelledtext.LabelledTextSource;
import dev.ensayo.core.labelledtext.LabelledTextSpec;
import dev.ensayo.core.labelledtext.LabelledTextSpec.Answered;
import dev.ensayo.core.labelledtext.LabelledTexts;
import dev.ensayo.core.labelledtext.LearnedTexts;
import dev.ensayo.core.labelledtext.TextReading;
import dev.ensayo.core.random.SeedSequence;
import java.util.Map;
import java.util.OptionalInt;

/** The sentences of {@code make_fixtures.py}. */
final class Sentences implements LabelledTextSource {
  private static GivenText text(int label, String text) {
    return GivenText.of(text, () -> ImmutableList.copyOf(text.split(" ", -1)), label);
  }

  @Override
  public LabelledTextSpec spec() {
    return new LabelledTextSpec(
        Answered.TEXT, TokenUnit.WORD, ImmutableList.of("cats", "dogs"), OptionalInt.empty());
  }

  @Override
  public LabelledTexts texts(SeedSequence seeds) {
    return new LearnedTexts(
        new TextReading(TokenUnit.WORD, true, false, 1, 0, 0),
        Map.of(
            Split.TRAIN,
            ImmutableList.of(
                text(0, "the cat sat on the mat"),
                text(0, "the cat ate the fish"),
                text(1, "a dog sat on a cat"),
                text(1, "the dog ate a bone and a shoe"),
                text(1, "a dog ran")),
            Split.TEST,
            ImmutableList.of(
                text(0, "the fish sat on a dog"),
                text(1, "a cat and a zebra ran"),
                text(0, "zebra"))),
        ImmutableMap.of(KnownAccuracy.BEST, 0.9));
  }
}
