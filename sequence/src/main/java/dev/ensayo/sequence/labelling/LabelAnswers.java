package dev.ensayo.sequence.labelling;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.core.classification.ClassPredictions;
import dev.ensayo.core.labelledtext.LabelledTextPart;
import dev.ensayo.sequence.batches.ByLength;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What a network answers to texts, as at inference. */
final class LabelAnswers {
  private final SequenceModel model;
  private final boolean eachToken;
  private final int batchSize;
  private final FreshStates states;
  private final LabelBatch batch;
  private float[] outputs = {};

  /**
   * @param eachToken whether it answers each token; else each text
   * @param batchSize texts answered at a time
   */
  LabelAnswers(SequenceModel model, boolean eachToken, int batchSize) {
    this.model = model;
    this.eachToken = eachToken;
    this.batchSize = batchSize;
    this.states = new FreshStates(model);
    this.batch = new LabelBatch(eachToken, null);
  }

  /** Number K of classes. */
  private int classes() {
    return model.outputSize();
  }

  /**
   * The probability of each class.
   *
   * @param tokens gives the tokens of a text by its number
   * @param lengths of the texts
   * @return for each text {@code [answers, K]}
   */
  float[][] probabilities(LabelBatch.TokensOf tokens, ImmutableIntArray lengths) {
    float[][] answers = new float[lengths.length()][];
    for (ImmutableIntArray members : ByLength.batches(lengths, batchSize)) {
      model.predict(batch.read(tokens, members), states.of(members.length()), room(batch.rows()));
      for (int b = 0; b < members.length(); b++) {
        float[] text = new float[batch.answers(b) * classes()];
        for (int i = 0; i < batch.answers(b); i++) {
          System.arraycopy(outputs, batch.row(b, i) * classes(), text, i * classes(), classes());
        }
        answers[members.get(b)] = text;
      }
    }
    return answers;
  }

  private float[] room(int rows) {
    int size = Math.multiplyExact(rows, classes());
    if (outputs.length < size) {
      outputs = new float[size];
    }
    return outputs;
  }

  /**
   * What it answers to a part, beside what is right, text after text. Where each token is answered,
   * group 0 is those that the training part has and 1 those that it has not.
   */
  ClassPredictions of(LabelledTextPart part) {
    ImmutableIntArray lengths =
        ImmutableIntArray.copyOf(IntStream.range(0, part.size()).map(part::length));
    float[][] answers = probabilities(part::tokens, lengths);
    int count = eachToken ? Math.toIntExact(part.tokenCount()) : part.size();
    float[] probabilities = new float[Math.multiplyExact(count, classes())];
    int[] labels = new int[count];
    int[] groups = new int[count];
    Arrays.fill(groups, -1);
    int at = 0;
    for (int text = 0; text < part.size(); text++) {
      System.arraycopy(answers[text], 0, probabilities, at * classes(), answers[text].length);
      int[] right = part.labels(text);
      boolean[] seen = part.seen(text);
      for (int i = 0; i < answers[text].length / classes(); i++) {
        labels[at] = right[i];
        if (eachToken) {
          groups[at] = seen[i] ? 0 : 1;
        }
        at++;
      }
    }
    return new ClassPredictions(classes(), probabilities, labels, groups);
  }
}
