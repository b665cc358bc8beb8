package dev.ensayo.supervised.bagofwords;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.labelledtext.TextModel;
import dev.ensayo.core.labelledtext.TextModelReader;
import dev.ensayo.core.preprocessing.BagInputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.supervised.learning.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens what {@code bag-of-words} learned. */
public final class BagModelReader implements TextModelReader {
  /** Texts computed at a time. */
  private static final int ROWS = 64;

  @Override
  public String agent() {
    return BagOfWordsProvider.NAME;
  }

  @Override
  public TextModel open(Path run, Preprocessing preprocessing, BackendConfig backend)
      throws IOException {
    BagInputs inputs = (BagInputs) preprocessing.inputs();
    int classes = ((Outputs.Classes) preprocessing.outputs()).names().size();
    Path counted = run.resolve(WeightsFile.NAME);
    if (Files.exists(counted)) {
      LinearWeights weights = WeightsFile.read(counted, classes, inputs.width());
      return new Asked(
          inputs,
          classes,
          (rows, count) -> {
            float[] answers = new float[count * classes];
            for (int row = 0; row < count; row++) {
              weights.probabilities(rows, row * inputs.width(), answers, row * classes);
            }
            return answers;
          },
          () -> {});
    }
    TrainedModel model = TrainedModel.open(run, backend, ROWS);
    return new Asked(inputs, classes, model::probabilities, model::close);
  }

  /** Answers rows of inputs, {@code [count, F]}, with {@code [count, K]}. */
  private interface Rows {
    float[] probabilities(float[] rows, int count);
  }

  private static final class Asked implements TextModel {
    private final Bag bag;
    private final int classes;
    private final Rows rows;
    private final Runnable closing;

    Asked(BagInputs inputs, int classes, Rows rows, Runnable closing) {
      this.bag = new Bag(inputs);
      this.classes = classes;
      this.rows = rows;
      this.closing = closing;
    }

    @Override
    public float[] probabilities(List<ImmutableList<String>> texts) {
      int width = bag.inputs().width();
      float[] answers = new float[texts.size() * classes];
      float[] inputs = new float[Math.multiplyExact(Math.min(ROWS, texts.size()), width)];
      for (int from = 0; from < texts.size(); from += ROWS) {
        int count = Math.min(ROWS, texts.size() - from);
        for (int row = 0; row < count; row++) {
          bag.of(texts.get(from + row)).write(inputs, row * width, width);
        }
        System.arraycopy(
            rows.probabilities(inputs, count), 0, answers, from * classes, count * classes);
      }
      return answers;
    }

    @Override
    public void close() {
      closing.run();
    }
  }
}
