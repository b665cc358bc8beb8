package dev.ensayo.sequence.transduction;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.transduction.Answer;
import dev.ensayo.core.transduction.Transducer;
import dev.ensayo.core.transduction.TransductionExamples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The greedy answers of a model to all examples of a part.
 *
 * @param examples the part
 * @param answers one for each of them
 */
record GivenAnswers(TransductionExamples examples, ImmutableList<Answer> answers) {
  /** Sources that are given to a model at a time. */
  private static final int AT_A_TIME = 128;

  static GivenAnswers of(Transducer model, TransductionExamples examples) {
    ImmutableList.Builder<Answer> answers = ImmutableList.builderWithExpectedSize(examples.size());
    for (int from = 0; from < examples.size(); from += AT_A_TIME) {
      List<int[]> sources = new ArrayList<>();
      for (int i = from; i < Math.min(examples.size(), from + AT_A_TIME); i++) {
        sources.add(examples.source(i));
      }
      answers.addAll(model.greedy(sources));
    }
    return new GivenAnswers(examples, answers.build());
  }

  /** The score of all of them. */
  AnswerScore score() {
    return score(i -> true);
  }

  /** The score of some of them, chosen by their numbers. */
  AnswerScore score(IntPredicate chosen) {
    AnswerScore score = AnswerScore.NONE;
    for (int i = 0; i < answers.size(); i++) {
      if (chosen.test(i)) {
        score = score.plus(examples.target(i), answers.get(i));
      }
    }
    return score;
  }

  /** Whether an answer is the right one. */
  boolean isRight(int index) {
    return score(i -> i == index).right() == 1;
  }
}
