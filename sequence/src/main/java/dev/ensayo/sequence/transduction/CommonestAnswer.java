package dev.ensayo.sequence.transduction;

import com.google.common.primitives.Ints;
import dev.ensayo.core.transduction.TransductionExamples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** The answer that is right most often in the training part: what can be had without reading. */
final class CommonestAnswer {
  private final int[] symbols;

  CommonestAnswer(TransductionExamples training) {
    Map<List<Integer>, Integer> counts = new HashMap<>();
    int[] commonest = training.target(0);
    int most = 0;
    for (int i = 0; i < training.size(); i++) {
      int count = counts.merge(Ints.asList(training.target(i)), 1, Integer::sum);
      if (count > most) { // of equally common ones that which was so first
        most = count;
        commonest = training.target(i);
      }
    }
    this.symbols = commonest;
  }

  /** How it scores on some examples, chosen by their numbers. */
  AnswerScore score(TransductionExamples examples, IntPredicate chosen) {
    AnswerScore score = AnswerScore.NONE;
    for (int i = 0; i < examples.size(); i++) {
      if (chosen.test(i)) {
        score = score.plus(examples.target(i), symbols, true);
      }
    }
    return score;
  }
}
