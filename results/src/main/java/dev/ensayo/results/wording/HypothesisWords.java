package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.study.HypothesesLog;
import dev.ensayo.core.study.Hypothesis;
import dev.ensayo.core.study.Hypothesis.Expectation;
import dev.ensayo.results.analysis.HypothesisAnswer;
import dev.ensayo.results.analysis.HypothesisAnswer.Answer;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.statistics.MarginTest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** What became of what a study expected, in words that the tests support. */
final class HypothesisWords {
  private final Terms terms;
  private final StudyResults results;
  private final HypothesesLog log;

  HypothesisWords(Terms terms) {
    this.terms = terms;
    this.results = terms.results();
    this.log = results.found().hypotheses();
  }

  /** None for a study without hypotheses, now and before. */
  ImmutableList<String> sentences() {
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    results.hypotheses().forEach(answer -> sentences.add(sentence(answer)));
    withdrawn(sentences);
    changedScore(sentences);
    if (!results.hypotheses().isEmpty()) {
      exploratory(sentences);
    }
    return sentences.build();
  }

  private String sentence(HypothesisAnswer answer) {
    List<String> reservations =
        answer
            .than()
            .map(than -> new Reservations(results.named(variant(answer)), than, answer.breaches()))
            .map(Reservations::clauses)
            .orElse(ImmutableList.of());
    return claim(answer)
        + ": "
        + verdict(answer)
        + evidence(answer, reservations)
        + (answer.test().isPresent() && !reservations.isEmpty()
            ? ", with reservations: " + String.join("; ", reservations)
            : "")
        + "."
        + afterwards(answer);
  }

  private static String variant(HypothesisAnswer answer) {
    return answer.hypothesis().variant();
  }

  /** "tuned is better than scratch by more than 5", or "… is the same as scratch within ±5". */
  private String claim(HypothesisAnswer answer) {
    return claim(answer.hypothesis(), answer.than().orElse("anything"));
  }

  private static String claim(Hypothesis hypothesis, String than) {
    double margin = hypothesis.margin();
    if (hypothesis.expect() == Expectation.SAME) {
      return hypothesis.variant() + " is the same as " + than + " within ±" + Figures.of(margin);
    }
    return hypothesis.variant()
        + (hypothesis.expect() == Expectation.BETTER ? " is better than " : " is worse than ")
        + than
        + (margin > 0 ? " by more than " + Figures.of(margin) : "");
  }

  private static String verdict(HypothesisAnswer answer) {
    return switch (answer.answer()) {
      case SUPPORTED -> "supported";
      case CONTRADICTED -> "contradicted";
      case NOT_DECIDED -> "not decided";
      case NOT_TESTED -> "not tested";
    };
  }

  private String evidence(HypothesisAnswer answer, List<String> reservations) {
    if (answer.test().isEmpty()) {
      boolean isForbidden =
          answer.breaches().stream().anyMatch(breach -> breach.forbidsComparison());
      return answer.than().isEmpty()
          ? ", because there is nothing to compare it with"
          : isForbidden
              ? ", because they learn something else (" + reservations.get(0) + ")"
              : ", because two scores on either side are needed";
    }
    MarginTest test = answer.test().get();
    return " (difference of the means "
        + terms.scores().signed(test.difference())
        + " ["
        + terms.scores().signed(test.interval().low())
        + ", "
        + terms.scores().signed(test.interval().high())
        + "], "
        + p(answer)
        + ")";
  }

  private static String p(HypothesisAnswer answer) {
    if (answer.answer() == Answer.CONTRADICTED) {
      return equal(answer.contradictingP()) + " for the opposite";
    }
    return equal(answer.supportingP());
  }

  private static String equal(OptionalDouble p) {
    String text = Figures.probability(p.orElseThrow());
    return "p " + (text.startsWith("<") ? "" : "= ") + text;
  }

  /** When it was written, if that was not before the first run. */
  private String afterwards(HypothesisAnswer answer) {
    if (answer.isPrediction()) {
      return "";
    }
    if (answer.runsBefore().isPresent()) {
      return " Added or changed after "
          + Terms.counted(answer.runsBefore().getAsInt(), "run")
          + " had begun, so it is no prediction.";
    }
    return log.entries().isEmpty()
        ? " The study's folder does not say that it was there before the runs."
        : " Added or changed after the last session began, so it is no prediction.";
  }

  /** What was expected once and is not any more. */
  private void withdrawn(ImmutableList.Builder<String> sentences) {
    Set<Hypothesis> gone = new LinkedHashSet<>();
    log.entries().forEach(entry -> gone.addAll(entry.hypotheses()));
    results.study().hypotheses().forEach(gone::remove);
    if (!gone.isEmpty()) {
      sentences.add(
          "Expected before, and changed or taken back since: "
              + Terms.capped(
                  gone.stream()
                      .map(was -> claim(was, was.than().orElse("what it is compared with")))
                      .toList(),
                  "; ")
              + ".");
    }
  }

  /** Another score after runs have begun may have been chosen for what it says. */
  private void changedScore(ImmutableList.Builder<String> sentences) {
    if (log.entries().isEmpty()) {
      return;
    }
    HypothesesLog.Entry first = log.entries().get(0);
    HypothesesLog.Entry last = Iterables.getLast(log.entries());
    HypothesesLog.Entry now = HypothesesLog.now(results.study());
    if (!first.hasScoreOf(now)) {
      boolean isOfLast = last.hasScoreOf(now);
      sentences.add(
          "The score was changed after "
              + (isOfLast ? Terms.counted(last.runs(), "run") + " had" : "the last session had")
              + " begun: it was "
              + score(first)
              + " when the study first named hypotheses and is "
              + score(now)
              + ".");
    }
  }

  private static String score(HypothesesLog.Entry entry) {
    return Settings.label(entry.score())
        + " "
        + entry.metric()
        + " ("
        + Settings.label(entry.better())
        + " is better"
        + (entry.window() > 1 ? ", the last " + entry.window() + " values" : "")
        + ")";
  }

  private void exploratory(ImmutableList.Builder<String> sentences) {
    List<String> others =
        results.variants().stream()
            .filter(variant -> variant.comparison().isPresent())
            .filter(variant -> !isNamed(variant))
            .map(VariantResults::label)
            .toList();
    if (!others.isEmpty()) {
      sentences.add(
          "Exploratory, because no hypothesis names it: what is said below of "
              + Terms.capped(others)
              + ".");
    } else if (results.isFactorial() || results.grid().isPresent()) {
      sentences.add("Exploratory, because no hypothesis names it: all else that is said below.");
    }
  }

  private boolean isNamed(VariantResults variant) {
    String baseline = terms.comparedWith(variant).name();
    return results.hypotheses().stream()
        .filter(HypothesisAnswer::isPrediction)
        .anyMatch(
            answer ->
                variant(answer).equals(variant.name())
                    && answer.than().filter(baseline::equals).isPresent());
  }
}
