package dev.ensayo.environments.labelledtext;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.labelledtext.KnownAccuracy;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.plantedwords.FormTexts;
import java.util.EnumMap;
import java.util.Map;

/** Made-up texts whose class is the form that they keep to; see {@link FormTexts}. */
final class PlantedForms {
  private static final int OTHER_PARTS = 4;

  private final TextClassSource.Forms config;
  private final FormTexts texts;

  PlantedForms(TextClassSource.Forms config) {
    this.config = config;
    this.texts = new FormTexts(config.language());
  }

  /**
   * Draws training, validation and test texts, a quarter as many for the two last.
   *
   * @param seed decides them
   */
  RawTexts draw(long seed) {
    int forms = config.language().forms();
    ImmutableList.Builder<String> classes = ImmutableList.builder();
    for (int form = 0; form < forms; form++) {
      classes.add("form-" + form);
    }
    Map<Split, ImmutableList<RawText>> parts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      RandomStream random = new SeedSequence(seed).child("planted-forms").stream(split.label());
      int count = split == Split.TRAIN ? config.texts() : config.texts() / OTHER_PARTS;
      ImmutableList.Builder<RawText> part = ImmutableList.builder();
      for (int i = 0; i < count; i++) {
        int form = random.nextInt(forms);
        String text = texts.draw(form, config.length(), random);
        part.add(new RawText(split.label() + "-" + (i + 1), text, form));
      }
      parts.put(split, part.build());
    }
    double best = texts.bestAccuracy(config.length());
    return new RawTexts(
        "planted-forms",
        classes.build(),
        ImmutableMap.copyOf(parts),
        ImmutableMap.of(),
        ImmutableList.of(),
        ImmutableMap.of(
            KnownAccuracy.BEST, best,
            KnownAccuracy.WITHOUT_ORDER, best,
            KnownAccuracy.LEFT_TO_RIGHT, best));
  }
}
