package dev.ensayo.sequence.transduction;

import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.exhibit.Exhibit.Answers.Item;
import dev.ensayo.core.exhibit.Exhibit.Curves.Line;
import dev.ensayo.core.exhibit.Exhibit.Table.OverSeeds;
import dev.ensayo.core.transduction.Answer;
import dev.ensayo.core.transduction.Attention;
import dev.ensayo.core.transduction.TransductionData;
import dev.ensayo.core.transduction.TransductionExamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What a run shows of its answers: how many are right, of what length, and some of them. */
final class AnswerExhibits {
  /** Wrong answers shown, and right ones. */
  private static final int SHOWN_OF_EACH = 6;

  /** Answers of each kind whose attention is drawn. */
  private static final int DRAWN_OF_EACH = 2;

  /** Lengths with fewer examples tell nothing. */
  private static final int LEAST_OF_A_LENGTH = 5;

  /** Weights are kept to so many parts of one. */
  private static final double PARTS = 1000;

  private final TransductionData data;
  private final TransductionExamples examples;
  private final GivenAnswers given;

  /**
   * @param given the answers to a part, which is not empty
   */
  AnswerExhibits(TransductionData data, GivenAnswers given) {
    this.data = data;
    this.examples = given.examples();
    this.given = given;
  }

  List<Exhibit> all() {
    List<Exhibit> exhibits = new ArrayList<>();
    exhibits.add(kinds());
    Map<Integer, AnswerScore> lengths = byLength();
    if (lengths.size() > 1) {
      exhibits.add(lengths(lengths));
    }
    exhibits.add(answers());
    return exhibits;
  }

  private Exhibit kinds() {
    CommonestAnswer commonest = new CommonestAnswer(data.part(Split.TRAIN));
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("all", commonest, i -> true));
    for (int group = 0; group < data.groups().size(); group++) {
      int number = group;
      IntPredicate ofGroup = i -> examples.get(i).group() == number;
      if (IntStream.range(0, examples.size()).anyMatch(ofGroup)) {
        rows.add(row(data.groups().get(group), commonest, ofGroup));
      }
    }
    return new Exhibit.Table(
        "answers-by-kind",
        "Right answers",
        "Shares of answers that are right from the first symbol to the end, and of the right"
            + " answers' symbols that stand at their places. Beside them what an answer would have"
            + " that is always the same: the commonest of the training part.",
        List.of("examples of", "number", "answers right", "symbols right", "same answer right"),
        rows,
        OverSeeds.MEAN);
  }

  private List<String> row(String name, CommonestAnswer commonest, IntPredicate chosen) {
    AnswerScore score = given.score(chosen);
    return List.of(
        name,
        Long.toString(score.answers()),
        share(score.answerAccuracy()),
        share(score.symbolAccuracy()),
        share(commonest.score(examples, chosen).answerAccuracy()));
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private Map<Integer, AnswerScore> byLength() {
    Map<Integer, AnswerScore> lengths = new TreeMap<>();
    for (int i = 0; i < examples.size(); i++) {
      int[] target = examples.target(i);
      Answer answer = given.answers().get(i);
      lengths.merge(
          examples.source(i).length, AnswerScore.NONE.plus(target, answer), AnswerScore::plus);
    }
    lengths.values().removeIf(score -> score.answers() < LEAST_OF_A_LENGTH);
    return lengths;
  }

  private static Exhibit lengths(Map<Integer, AnswerScore> lengths) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    lengths.forEach(
        (length, score) -> {
          x.add((double) length);
          y.add(score.answerAccuracy());
        });
    return new Exhibit.Curves(
        "answers-by-length",
        "Right answers by length",
        "Share of the answers that are right, over the number of symbols that are read. Lengths of"
            + " fewer than 5 examples are left out.",
        "symbols read",
        "share right",
        false,
        List.of(new Line("answers right", x, y)));
  }

  private Exhibit answers() {
    List<Item> items = new ArrayList<>();
    items.addAll(items(false));
    items.addAll(items(true));
    return new Exhibit.Answers(
        "answers",
        "Some of the answers",
        "The first wrong answers and the first right ones.",
        items);
  }

  private List<Item> items(boolean right) {
    int[] shown =
        IntStream.range(0, examples.size())
            .filter(i -> given.isRight(i) == right)
            .limit(SHOWN_OF_EACH)
            .toArray();
    List<Item> items = new ArrayList<>();
    for (int i : shown) {
      items.add(item(i, items.size() < DRAWN_OF_EACH));
    }
    return items;
  }

  private Item item(int index, boolean drawn) {
    Answer answer = given.answers().get(index);
    String source = data.source().decode(examples.source(index));
    String right = data.target().decode(examples.target(index));
    String text = data.target().decode(answer.symbols()) + (answer.isEnded() ? "" : "…");
    double probability = Math.exp(answer.logProbability());
    if (!drawn || answer.attention().isEmpty()) {
      return new Item(source, right, text, probability);
    }
    List<String> written = new ArrayList<>(data.target().symbols(answer.symbols()));
    if (answer.isEnded()) {
      written.add(Item.END);
    }
    return new Item(
        source,
        right,
        text,
        probability,
        data.source().symbols(examples.source(index)),
        written,
        weights(answer.attention().get()));
  }

  private static List<List<Double>> weights(Attention attention) {
    List<List<Double>> rows = new ArrayList<>();
    for (float[] row : attention.weights()) {
      rows.add(
          IntStream.range(0, row.length)
              .mapToObj(i -> Math.round(PARTS * row[i]) / PARTS)
              .toList());
    }
    return rows;
  }
}
