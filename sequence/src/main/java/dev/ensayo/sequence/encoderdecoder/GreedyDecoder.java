package dev.ensayo.sequence.encoderdecoder;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.model.TransductionModel;
import dev.ensayo.core.transduction.Answer;
import dev.ensayo.core.transduction.Attention;
import java.util.Arrays;
import java.util.Optional;

/** Answers of the likeliest symbol at each step, given those before. */
final class GreedyDecoder {
  private final TransductionModel model;
  private final int end;
  private final int longest;
  private final SequenceWindow step = new SequenceWindow();

  /**
   * @param end id of the end
   * @param longest symbols of the longest answer, without its end
   */
  GreedyDecoder(TransductionModel model, int end, int longest) {
    this.model = model;
    this.end = end;
    this.longest = longest;
  }

  /** Answers that grow side by side. */
  private final class Growing {
    final int[][] symbols;
    final int[] lengths;
    final boolean[] ended;
    final double[] logProbabilities;
    final int[] last;
    final float[][][] weights;

    Growing(int count) {
      symbols = new int[count][longest];
      lengths = new int[count];
      ended = new boolean[count];
      logProbabilities = new double[count];
      last = new int[count];
      Arrays.fill(last, end);
      weights = new float[count][longest + 1][];
    }

    /** Takes what the next symbol of each is made of; {@code [count, steps]}. */
    void attend(float[] all, int step, int steps, int[][] sources) {
      for (int b = 0; b < last.length; b++) {
        weights[b][step] = Arrays.copyOfRange(all, b * steps, b * steps + sources[b].length);
      }
    }

    Answer answer(int b) {
      int count = lengths[b] + (ended[b] ? 1 : 0);
      boolean attended = count > 0 && weights[b][0] != null;
      return new Answer(
          Arrays.copyOf(symbols[b], lengths[b]),
          ended[b],
          logProbabilities[b],
          attended
              ? Optional.of(new Attention(Arrays.copyOf(weights[b], count)))
              : Optional.empty());
    }

    /** Takes the likeliest symbol of each; returns whether any goes on. */
    boolean grow(float[] probabilities, int vocabulary) {
      boolean goesOn = false;
      for (int b = 0; b < last.length; b++) {
        int best = likeliest(probabilities, b * vocabulary, vocabulary);
        last[b] = best;
        if (ended[b] || (lengths[b] == longest && best != end)) {
          continue;
        }
        logProbabilities[b] += Math.log(probabilities[b * vocabulary + best]);
        if (best == end) {
          ended[b] = true;
        } else {
          symbols[b][lengths[b]++] = best;
          goesOn = true;
        }
      }
      return goesOn;
    }
  }

  /**
   * Answers sources.
   *
   * @param source all of them side by side
   * @param sources the same one by one
   */
  ImmutableList<Answer> answer(SequenceWindow source, int[][] sources) {
    int count = sources.length;
    int vocabulary = model.targetVocabulary();
    SequenceState state = model.newState(count);
    float[] probabilities = new float[count * vocabulary];
    Growing growing = new Growing(count);
    model.encode(source, state);
    int steps = source.steps();
    float[] weights = new float[model.attends() ? count * steps : 0];
    boolean goesOn = true;
    for (int t = 0; t <= longest && goesOn; t++) {
      model.predict(step.steps(1).tokens(growing.last), state, probabilities);
      if (model.attends()) {
        model.attention(weights);
        growing.attend(weights, t, steps, sources);
      }
      goesOn = growing.grow(probabilities, vocabulary);
    }
    ImmutableList.Builder<Answer> answers = ImmutableList.builder();
    for (int b = 0; b < count; b++) {
      answers.add(growing.answer(b));
    }
    return answers.build();
  }

  private static int likeliest(float[] probabilities, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      best = probabilities[from + i] > probabilities[from + best] ? i : best;
    }
    return best;
  }
}
