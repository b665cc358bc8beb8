package dev.ensayo.sequence.labelling;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.core.labelledtext.LabelledTextPart;
import dev.ensayo.sequence.batches.PaddedBatch;
import java.util.Arrays;

/** Texts side by side with their right classes, filled anew for each batch. */
final class LabelBatch {
  private final boolean eachToken;
  private final float[] classWeights;
  private final PaddedBatch padded = new PaddedBatch();
  private final SequenceWindow window = new SequenceWindow();
  private int[] targets = {};
  private float[] weights = {};
  private int answers;

  /**
   * @param eachToken whether each token has a class; else each text has one
   * @param classWeights factor of each class; null for all ones
   */
  @SuppressWarnings("ArrayAsParameter")
  LabelBatch(boolean eachToken, float[] classWeights) {
    this.eachToken = eachToken;
    this.classWeights = classWeights;
  }

  /** The texts of a part that have such numbers, with their answers. */
  SequenceWindow fill(LabelledTextPart part, ImmutableIntArray members) {
    read(part::tokens, members);
    int rows = eachToken ? padded.steps() * padded.sequences() : padded.sequences();
    if (targets.length < rows) {
      targets = new int[rows];
      weights = classWeights == null ? null : new float[rows];
    }
    Arrays.fill(targets, 0, rows, 0);
    if (weights != null) {
      Arrays.fill(weights, 0, rows, 0);
    }
    answers = 0;
    for (int b = 0; b < members.length(); b++) {
      int[] labels = part.labels(members.get(b));
      for (int i = 0; i < answers(b); i++) {
        targets[row(b, i)] = labels[i];
        if (weights != null) {
          weights[row(b, i)] = classWeights[labels[i]];
        }
        answers++;
      }
    }
    return window.targets(targets).weights(weights);
  }

  /**
   * Texts without answers.
   *
   * @param tokens gives the tokens of a text by its number
   */
  SequenceWindow read(TokensOf tokens, ImmutableIntArray members) {
    int[][] texts = new int[members.length()][];
    int longest = 1;
    for (int b = 0; b < texts.length; b++) {
      texts[b] = tokens.of(members.get(b));
      longest = Math.max(longest, texts[b].length);
    }
    padded.begin(texts.length, longest);
    for (int b = 0; b < texts.length; b++) {
      padded.put(b, texts[b]);
    }
    return window.steps(longest).tokens(padded.tokens()).mask(padded.mask());
  }

  /** Answers of one text: one, or one for each token. */
  int answers(int sequence) {
    return eachToken ? padded.length(sequence) : 1;
  }

  /** Where an answer stands among targets and outputs. */
  int row(int sequence, int answer) {
    return eachToken ? padded.at(answer, sequence) : sequence;
  }

  /** Rows of outputs. */
  int rows() {
    return eachToken ? padded.steps() * padded.sequences() : padded.sequences();
  }

  /** Answers of all texts last filled in. */
  int answers() {
    return answers;
  }

  /** Tokens of all texts. */
  int tokens() {
    return padded.count();
  }

  /** The tokens of texts by number. */
  @FunctionalInterface
  interface TokensOf {
    int[] of(int index);
  }
}
