package dev.ensayo.sequence.text;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.List;

/** Writes the samples of a finished run. */
public final class SampleTexts {
  private SampleTexts() {}

  /**
   * The exhibit, or none where none is wanted.
   *
   * @param seeds of the samples
   */
  public static List<Exhibit> of(
      ShownSamples settings, TokenModel model, Vocabulary vocabulary, SeedSequence seeds) {
    if (settings.length() == 0 || settings.temperatures().isEmpty()) {
      return List.of();
    }
    List<Exhibit.Texts.Item> items = new ArrayList<>();
    for (double temperature : settings.temperatures()) {
      TokenSampler sampler =
          new TokenSampler(
              Sampling.atTemperature(temperature), seeds.stream("temperature " + temperature));
      ImmutableIntArray text = sampler.write(model, ImmutableIntArray.of(), settings.length());
      items.add(new Exhibit.Texts.Item("temperature " + temperature, vocabulary.decode(text)));
    }
    return List.of(
        new Exhibit.Texts(
            "samples",
            "Samples",
            "Text that the model of this run wrote, "
                + settings.length()
                + " tokens each, without a prompt.",
            items));
  }
}
