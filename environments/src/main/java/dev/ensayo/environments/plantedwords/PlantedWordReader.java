package dev.ensayo.environments.plantedwords;

import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.core.random.RandomStream;

/**
 * Draws a text word by word from a hidden Markov chain: the state is a thing and a form, each of
 * which changes with a small probability after every word; a word is a filler, or the word for the
 * thing in that form, or a word that goes with the thing, or one that goes with the form, the last
 * three equally likely.
 */
final class PlantedWordReader implements WordReader {
  private static final int KINDS = 3;

  private final PlantedWordsConfig config;
  private final RandomStream random;
  private final long length;
  private long position;
  private int thing;
  private int form;
  private String word = "";

  PlantedWordReader(PlantedWordsConfig config, RandomStream random, long length) {
    this.config = config;
    this.random = random;
    this.length = length;
    this.thing = random.nextInt(config.things());
    this.form = random.nextInt(config.forms());
  }

  @Override
  public boolean next() {
    if (position == length) {
      return false;
    }
    position++;
    word = draw();
    if (random.nextDouble() < config.change()) {
      thing = random.nextInt(config.things());
    }
    if (random.nextDouble() < config.change()) {
      form = random.nextInt(config.forms());
    }
    return true;
  }

  private String draw() {
    if (random.nextDouble() < config.fillerShare()) {
      return PlantedLanguage.filler(random.nextInt(config.fillers()));
    }
    int kind = random.nextInt(KINDS);
    int companion = random.nextInt(config.companions());
    if (kind == 0) {
      return PlantedLanguage.word(thing, form);
    }
    return kind == 1
        ? PlantedLanguage.ofThing(thing, companion)
        : PlantedLanguage.ofForm(form, companion);
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public boolean startsLine() {
    return (position - 1) % config.sentence() == 0;
  }

  @Override
  public void close() {
    // nothing is open
  }
}
