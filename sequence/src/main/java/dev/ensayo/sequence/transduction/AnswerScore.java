package dev.ensayo.sequence.transduction;

import dev.ensayo.core.transduction.Answer;

/**
 * How many answers are right.
 *
 * @param answers how many were given
 * @param right how many of them are the right one, symbol for symbol, and ended
 * @param symbols of the right answers, with their ends
 * @param rightSymbols those that stand at the same place of the answer given
 */
record AnswerScore(long answers, long right, long symbols, long rightSymbols) {
  static final AnswerScore NONE = new AnswerScore(0, 0, 0, 0);

  /**
   * With one more.
   *
   * @param target ids of the right answer, without the end
   */
  AnswerScore plus(int[] target, Answer answer) {
    return plus(target, answer.symbols(), answer.isEnded());
  }

  /** With one more, of which only symbols are known. */
  AnswerScore plus(int[] target, int[] given, boolean isEnded) {
    int same = 0;
    for (int i = 0; i < Math.min(target.length, given.length); i++) {
      same += target[i] == given[i] ? 1 : 0;
    }
    boolean endsThere = isEnded && given.length == target.length;
    same += endsThere ? 1 : 0;
    boolean isRight = endsThere && same == target.length + 1;
    return new AnswerScore(
        answers + 1, right + (isRight ? 1 : 0), symbols + target.length + 1, rightSymbols + same);
  }

  /** Both together. */
  AnswerScore plus(AnswerScore other) {
    return new AnswerScore(
        answers + other.answers,
        right + other.right,
        symbols + other.symbols,
        rightSymbols + other.rightSymbols);
  }

  /** Share of the answers that are right; NaN of none. */
  double answerAccuracy() {
    return (double) right / answers;
  }

  /** Share of the symbols that are right; NaN of none. */
  double symbolAccuracy() {
    return (double) rightSymbols / symbols;
  }
}
