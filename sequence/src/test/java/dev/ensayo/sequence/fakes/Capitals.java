package dev.ensayo.sequence.fakes;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.transduction.Answer;
import dev.ensayo.core.transduction.Attention;
import dev.ensayo.core.transduction.Transducer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Answers {@link MemoryPairs} with the same letters, each with probability ½, and attends to the
 * letter that it says again; of four and more it forgets to end.
 */
public final class Capitals implements Transducer {
  private static final int FORGETS_AT = 4;

  @Override
  public ImmutableList<Answer> greedy(List<int[]> sources) {
    return sources.stream().map(Capitals::answer).collect(ImmutableList.toImmutableList());
  }

  private static Answer answer(int[] source) {
    boolean isEnded = source.length < FORGETS_AT;
    float[][] weights = new float[source.length + (isEnded ? 1 : 0)][source.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i][Math.min(i, source.length - 1)] = 1;
    }
    return new Answer(
        source.clone(),
        isEnded,
        source.length * Math.log(0.5),
        Optional.of(new Attention(weights)));
  }

  @Override
  public int widestBeam() {
    return 3;
  }

  /** The second one lacks the last letter. */
  @Override
  public ImmutableList<Answer> beam(int[] source, int width) {
    List<Answer> answers = new ArrayList<>(List.of(answer(source)));
    if (width > 1) {
      int[] shorter = Arrays.copyOf(source, source.length - 1);
      answers.add(new Answer(shorter, true, (source.length + 1) * Math.log(0.5), Optional.empty()));
    }
    return ImmutableList.copyOf(answers);
  }

  @Override
  public double logProbability(int[] source, int[] target) {
    return Arrays.equals(source, target) ? source.length * Math.log(0.5) : Double.NEGATIVE_INFINITY;
  }

  @Override
  public void close() {}
}
