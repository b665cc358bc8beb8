package dev.ensayo.core.examples;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.Split;

/** Labelled examples in three parts; read at the first call and then kept. Thread-safe. */
public interface LabelledExamples extends EnvironmentSource {
  @Override
  ExamplesSpec spec();

  /** One part; empty, with size 0, where there is none. */
  Examples examples(Split split);
}
