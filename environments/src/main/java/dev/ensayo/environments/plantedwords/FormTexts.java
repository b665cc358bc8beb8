package dev.ensayo.environments.plantedwords;

import dev.ensayo.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts of the language of {@link PlantedWords} that keep to one form, as if somebody spoke of many
 * countries and of capitals alone.
 *
 * <p>A word is a filler with the language's share; else, equally likely, any thing's word in the
 * form, a companion of any thing, or one of the form's companions.
 */
public final class FormTexts {
  private static final int KINDS = 3;

  private final PlantedWordsConfig language;

  public FormTexts(PlantedWordsConfig language) {
    this.language = language;
  }

  /**
   * Draws a text.
   *
   * @param form in {@code [0, forms)}
   * @param length in words
   */
  public String draw(int form, int length, RandomStream random) {
    List<String> words = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      words.add(word(form, random));
    }
    return String.join(" ", words);
  }

  private String word(int form, RandomStream random) {
    if (random.nextDouble() < language.fillerShare()) {
      return PlantedLanguage.filler(random.nextInt(language.fillers()));
    }
    int kind = random.nextInt(KINDS);
    int thing = random.nextInt(language.things());
    int companion = random.nextInt(language.companions());
    if (kind == 0) {
      return PlantedLanguage.word(thing, form);
    }
    return kind == 1
        ? PlantedLanguage.ofThing(thing, companion)
        : PlantedLanguage.ofForm(form, companion);
  }

  /**
   * How often the best guess at a text's form is right: always where a word of the form is in it,
   * and else one time in R.
   */
  public double bestAccuracy(int length) {
    double silent = language.fillerShare() + (1 - language.fillerShare()) / KINDS;
    return 1 - Math.pow(silent, length) * (1 - 1.0 / language.forms());
  }
}
