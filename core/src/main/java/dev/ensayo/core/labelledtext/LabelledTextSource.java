package dev.ensayo.core.labelledtext;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.random.SeedSequence;

/**
 * Texts with right answers, in three parts; read from files, or drawn. The names of the classes are
 * known before a run, the texts are read at the first call and then kept. Thread-safe.
 */
public interface LabelledTextSource extends EnvironmentSource {
  @Override
  LabelledTextSpec spec();

  /**
   * The texts.
   *
   * @param seeds the run's; decide which texts keep their label where only some do. The same seeds
   *     give the same texts
   */
  LabelledTexts texts(SeedSequence seeds);
}
