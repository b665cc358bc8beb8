package dev.ensayo.sequence.transduction;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.transduction.Transducer;
import dev.ensayo.core.transduction.TransductionData;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/** Tests models that answer sequences, all by the same measures: their greedy answers count. */
public final class TransductionScoring {
  private static final String ANSWERS = "answer_accuracy";
  private static final String SYMBOLS = "symbol_accuracy";

  /** What such models are for; the test part is kept for the end. */
  public static final Goal GOAL = new Goal(Split.VALID.label() + "/" + ANSWERS, Better.HIGHER);

  /** Names of all metrics that {@link #record} may record. */
  public static final ImmutableSet<String> METRICS =
      ImmutableSet.of(
          Split.VALID.label() + "/" + ANSWERS,
          Split.VALID.label() + "/" + SYMBOLS,
          Split.TEST.label() + "/" + ANSWERS,
          Split.TEST.label() + "/" + SYMBOLS);

  private final TransductionData data;

  public TransductionScoring(TransductionData data) {
    this.data = data;
  }

  /**
   * Tests a model on one part: the share of answers that are right from the first symbol to the
   * end, and the share of the right answers' symbols, ends included, that stand at their places.
   *
   * @param metrics takes each metric's name and value; nothing where the part is empty
   * @return the share of right answers; NaN where the part is empty
   */
  public double record(Split split, Transducer model, ObjDoubleConsumer<String> metrics) {
    AnswerScore score = GivenAnswers.of(model, data.part(split)).score();
    if (score.answers() > 0) {
      metrics.accept(split.label() + "/" + ANSWERS, score.answerAccuracy());
      metrics.accept(split.label() + "/" + SYMBOLS, score.symbolAccuracy());
    }
    return score.answerAccuracy();
  }

  /** What a finished run shows of its answers to the test part, or to the validation part. */
  public List<Exhibit> exhibits(Transducer model) {
    Split split = data.part(Split.TEST).size() > 0 ? Split.TEST : Split.VALID;
    return data.part(split).size() == 0
        ? List.of()
        : new AnswerExhibits(data, GivenAnswers.of(model, data.part(split))).all();
  }
}
