package dev.ensayo.sequence.encoderdecoder;

import dev.ensayo.backend.model.SequenceWindow;
import java.util.Arrays;

/**
 * Some pairs of sequences side by side as a network takes them: what is shorter than the longest
 * beside it is padded at its end, which the masks tell. Before the first symbol of an answer, and
 * after its last, stands the end.
 */
final class PairWindows {
  private final int end;
  private final SequenceWindow source = new SequenceWindow();
  private final SequenceWindow target = new SequenceWindow();
  private int[] read = new int[0];
  private int[] before = new int[0];
  private int[] written = new int[0];
  private float[] readMask = new float[0];
  private float[] writtenMask = new float[0];

  /**
   * @param end id of the end among the symbols of answers
   */
  PairWindows(int end) {
    this.end = end;
  }

  /**
   * Lays out what is read.
   *
   * @param sources one for each sequence
   */
  SequenceWindow source(int[]... sources) {
    int sequences = sources.length;
    int steps = longest(sources);
    int rows = steps * sequences;
    if (read.length < rows) {
      read = new int[rows];
      readMask = new float[rows];
    }
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < sequences; b++) {
        boolean there = t < sources[b].length;
        read[t * sequences + b] = there ? sources[b][t] : 0;
        readMask[t * sequences + b] = there ? 1 : 0;
      }
    }
    return source.steps(steps).tokens(read).mask(readMask);
  }

  /**
   * Lays out what is written.
   *
   * @param targets one for each sequence, without ends
   */
  SequenceWindow target(int[]... targets) {
    int sequences = targets.length;
    int steps = 1 + longest(targets);
    int rows = steps * sequences;
    if (written.length < rows) {
      before = new int[rows];
      written = new int[rows];
      writtenMask = new float[rows];
    }
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < sequences; b++) {
        int length = targets[b].length;
        before[t * sequences + b] = t > 0 && t <= length ? targets[b][t - 1] : end;
        written[t * sequences + b] = t < length ? targets[b][t] : end;
        writtenMask[t * sequences + b] = t <= length ? 1 : 0;
      }
    }
    return target.steps(steps).tokens(before).targets(written).mask(writtenMask);
  }

  private static int longest(int[]... sequences) {
    return Arrays.stream(sequences).mapToInt(sequence -> sequence.length).max().orElse(0);
  }
}
