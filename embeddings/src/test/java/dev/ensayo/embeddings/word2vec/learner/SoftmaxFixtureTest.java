package dev.ensayo.embeddings.word2vec.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.embeddings.Fixtures;
import dev.ensayo.embeddings.word2vec.rows.DirectRows;
import dev.ensayo.embeddings.word2vec.targets.HuffmanTree;
import dev.ensayo.embeddings.word2vec.targets.Logistic;
import dev.ensayo.embeddings.word2vec.targets.PathTargets;
import dev.ensayo.embeddings.word2vec.targets.SoftmaxTargets;
import dev.ensayo.embeddings.word2vec.targets.TargetRows;
import dev.ensayo.embeddings.word2vec.targets.Targets;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passing over a text ends where PyTorch ends; {@code pytorch/softmaxes.py} has the text. */
class SoftmaxFixtureTest {
  private static final int V = 5;
  private static final int D = 3;
  private static final int WINDOW = 2;
  private static final float RATE = 0.25f;
  private static final int[] TEXT = {0, 3, 1, 1, 4, 2, 0, 2, 3, 0, 1, 4};
  private static final long[] COUNTS = {15, 7, 6, 6, 5};

  private static double[] expected(String name) throws IOException {
    for (String line : Files.readAllLines(Fixtures.file("pytorch/softmaxes.txt"))) {
      String[] fields = line.split(" ", -1);
      if (fields[0].equals(name)) {
        double[] numbers = new double[fields.length - 1];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = Double.parseDouble(fields[1 + i]);
        }
        return numbers;
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static float[] start(int rows, int shift) {
    float[] values = new float[rows * D];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) (Math.sin(1 + shift + k) * (k / D % 2 == 0 ? 1 : -1));
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"full, skip-gram", "full, cbow", "tree, skip-gram", "tree, cbow"})
  void aTextEndsWherePyTorchEnds(String output, String architecture) throws IOException {
    double[] expected = expected(output + "-" + architecture);
    boolean full = output.equals("full");
    float[] in = start(V, 0);
    float[] out = start(full ? V : V - 1, 100);
    Targets targets =
        full ? new SoftmaxTargets(V) : new PathTargets(new HuffmanTree(COUNTS), Logistic.exact());
    TargetRows rows = new TargetRows(new DirectRows(out, D, targets.most()), targets, D);
    DirectRows inputs = new DirectRows(in, D, 1);
    WindowLearner learner =
        architecture.equals("cbow")
            ? new CbowLearner(inputs, rows, D)
            : new SkipGramLearner(inputs, rows, D);
    for (int center = 0; center < TEXT.length; center++) {
      int from = Math.max(0, center - WINDOW);
      int to = Math.min(TEXT.length, center + WINDOW + 1);
      learner.learn(TEXT, center, from, to, RATE);
    }
    assertThat(targets.takeLoss()).isCloseTo(expected[0], within(1e-4));
    assertThat(expected).hasSize(1 + in.length + out.length);
    for (int i = 0; i < in.length; i++) {
      assertThat((double) in[i]).as("input %s", i).isCloseTo(expected[1 + i], within(1e-5));
    }
    for (int i = 0; i < out.length; i++) {
      assertThat((double) out[i])
          .as("output %s", i)
          .isCloseTo(expected[1 + in.length + i], within(1e-5));
    }
  }
}
