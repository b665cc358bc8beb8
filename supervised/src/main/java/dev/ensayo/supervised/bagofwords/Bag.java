package dev.ensayo.supervised.bagofwords;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.labelledtext.LabelledTextPart;
import dev.ensayo.core.labelledtext.TextEncoder;
import dev.ensayo.core.preprocessing.BagInputs;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.supervised.bagofwords.BagFeatures.Weighting;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes inputs of texts. */
final class Bag {
  private final BagInputs inputs;
  private final Ngrams ngrams;
  private final ImmutableMap<String, Integer> numbers;

  /** What was written down. */
  Bag(BagInputs inputs) {
    this.inputs = inputs;
    this.ngrams = new Ngrams(new TextEncoder(inputs.text()), inputs.longest());
    ImmutableMap.Builder<String, Integer> byNgram = ImmutableMap.builder();
    for (int i = 0; i < inputs.width(); i++) {
      byNgram.put(inputs.features().get(i), i);
    }
    this.numbers = byNgram.buildOrThrow();
  }

  /**
   * Chooses the inputs by the training part: the most frequent n-grams, of equals the first in the
   * alphabet.
   */
  static Bag learn(TextEncoder encoder, LabelledTextPart train, BagFeatures config) {
    Ngrams ngrams = new Ngrams(encoder, config.longest());
    Map<String, Integer> counts = new HashMap<>();
    Map<String, Integer> texts = new HashMap<>();
    for (int i = 0; i < train.size(); i++) {
      ngrams
          .of(train.written(i))
          .forEach(
              (ngram, count) -> {
                counts.merge(ngram, count, Integer::sum);
                texts.merge(ngram, 1, Integer::sum);
              });
    }
    ImmutableList<String> kept =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= config.minimumCount())
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(config.maximum())
            .map(Map.Entry::getKey)
            .collect(ImmutableList.toImmutableList());
    if (kept.isEmpty()) {
      throw new TrainingFailedException(
          "no n-gram occurs agent.features.minimumCount: %s times in the training part, and has only tokens of the vocabulary"
              .formatted(config.minimumCount()));
    }
    ImmutableList<Double> factors =
        config.weighting() == Weighting.TF_IDF
            ? kept.stream()
                .map(ngram -> 1 + Math.log((1.0 + train.size()) / (1 + texts.get(ngram))))
                .collect(ImmutableList.toImmutableList())
            : ImmutableList.of();
    return new Bag(
        new BagInputs(
            encoder.inputs(), config.longest(), Settings.label(config.weighting()), kept, factors));
  }

  /** What is written down with a model. */
  BagInputs inputs() {
    return inputs;
  }

  /**
   * The inputs of a text.
   *
   * @param written its tokens as they are written
   */
  SparseText of(List<String> written) {
    ImmutableIntArray.Builder found = ImmutableIntArray.builder();
    Map<Integer, Integer> counts = new TreeMap<>();
    ngrams
        .of(written)
        .forEach(
            (ngram, count) -> {
              Integer number = numbers.get(ngram);
              if (number != null) {
                counts.put(number, count);
              }
            });
    double[] values = new double[counts.size()];
    int at = 0;
    for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
      found.add(entry.getKey());
      values[at++] = value(entry.getKey(), entry.getValue());
    }
    return new SparseText(found.build(), scaled(values));
  }

  private double value(int number, int count) {
    if (!inputs.factors().isEmpty()) {
      return count * inputs.factors().get(number);
    }
    return inputs.weighting().equals(Settings.label(Weighting.BINARY)) ? 1 : count;
  }

  /** With tf-idf of length 1, or 0 where nothing is known. */
  private float[] scaled(double[] values) {
    double length = 1;
    if (!inputs.factors().isEmpty()) {
      double squares = 0;
      for (double value : values) {
        squares += value * value;
      }
      length = squares > 0 ? Math.sqrt(squares) : 1;
    }
    float[] scaled = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = (float) (values[i] / length);
    }
    return scaled;
  }
}
