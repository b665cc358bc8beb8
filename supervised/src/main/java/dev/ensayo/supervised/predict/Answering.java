package dev.ensayo.supervised.predict;

import dev.ensayo.core.preprocessing.PredictionsCsv;
import dev.ensayo.supervised.learning.TrainedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers inputs, lets the model answer some at a time and writes the answers. */
final class Answering implements InputFiles.Sink {
  private final TrainedModel model;
  private final PredictionsCsv csv;
  private final int rows;
  private final float[] inputs;
  private final List<String> origins = new ArrayList<>();
  private long answered;

  Answering(TrainedModel model, PredictionsCsv csv, int rows) {
    this.model = model;
    this.csv = csv;
    this.rows = rows;
    this.inputs = new float[Math.multiplyExact(rows, model.inputSize())];
  }

  @Override
  public float[] array() {
    return inputs;
  }

  @Override
  public int offset() {
    return origins.size() * model.inputSize();
  }

  @Override
  public void add(String origin) throws IOException {
    origins.add(origin);
    if (origins.size() == rows) {
      flush();
    }
  }

  /** Answers what has been gathered. */
  void flush() throws IOException {
    int classes = model.classes().size();
    float[] probabilities = classes > 0 ? model.probabilities(inputs, origins.size()) : null;
    double[] numbers = classes > 0 ? null : model.numbers(inputs, origins.size());
    for (int i = 0; i < origins.size(); i++) {
      if (probabilities != null) {
        csv.add(origins.get(i), -1, probabilities, i * classes);
      } else {
        csv.add(origins.get(i), Optional.empty(), numbers[i]);
      }
    }
    answered += origins.size();
    origins.clear();
  }

  long answered() {
    return answered;
  }
}
