package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.study.HypothesesLog;
import dev.ensayo.core.study.Hypothesis;
import dev.ensayo.core.study.ReportSpec.Score;
import dev.ensayo.results.analysis.HypothesisAnswer;
import dev.ensayo.results.analysis.HypothesisAnswer.Answer;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.statistics.MarginTest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What became of what a study expected, in words that the tests support. */
final class HypothesisWords {
  private final Terms terms;
  private final Phrasebook words;
  private final StudyResults results;
  private final HypothesesLog log;

  HypothesisWords(Terms terms) {
    this.terms = terms;
    this.words = terms.words();
    this.results = terms.results();
    this.log = results.found().hypotheses();
  }

  /** None for a study without hypotheses, now and before. */
  ImmutableList<Claim> claims() {
    ClaimList sentences = new ClaimList();
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
            .map(
                than ->
                    new Reservations(
                        terms, results.named(variant(answer)), than, answer.breaches()))
            .map(Reservations::clauses)
            .orElse(ImmutableList.of());
    String told =
        words.say("{0}: {1}{2}", claim(answer), verdict(answer), evidence(answer, reservations));
    String whole =
        answer.test().isPresent() && !reservations.isEmpty()
            ? words.say("{0}, with reservations: {1}.", told, String.join("; ", reservations))
            : words.say("{0}.", told);
    return afterwards(answer).map(after -> whole + " " + after).orElse(whole);
  }

  private static String variant(HypothesisAnswer answer) {
    return answer.hypothesis().variant();
  }

  /** "tuned is better than scratch by more than 5", or "… is the same as scratch within ±5". */
  private String claim(HypothesisAnswer answer) {
    return claim(answer.hypothesis(), answer.than().orElseGet(() -> words.say("anything")));
  }

  private String claim(Hypothesis hypothesis, String than) {
    String variant = hypothesis.variant();
    String margin = words.number(hypothesis.margin());
    boolean hasMargin = hypothesis.margin() > 0;
    return switch (hypothesis.expect()) {
      case SAME -> words.say("{0} is the same as {1} within ±{2}", variant, than, margin);
      case BETTER ->
          hasMargin
              ? words.say("{0} is better than {1} by more than {2}", variant, than, margin)
              : words.say("{0} is better than {1}", variant, than);
      case WORSE ->
          hasMargin
              ? words.say("{0} is worse than {1} by more than {2}", variant, than, margin)
              : words.say("{0} is worse than {1}", variant, than);
    };
  }

  private String verdict(HypothesisAnswer answer) {
    return switch (answer.answer()) {
      case SUPPORTED -> words.say("supported");
      case CONTRADICTED -> words.say("contradicted");
      case NOT_DECIDED -> words.say("not decided");
      case NOT_TESTED -> words.say("not tested");
    };
  }

  private String evidence(HypothesisAnswer answer, List<String> reservations) {
    if (answer.test().isEmpty()) {
      boolean isForbidden =
          answer.breaches().stream().anyMatch(breach -> breach.forbidsComparison());
      if (answer.than().isEmpty()) {
        return words.say(", because there is nothing to compare it with");
      }
      return isForbidden
          ? words.say(", because they learn something else ({0})", reservations.get(0))
          : words.say(", because two scores on either side are needed");
    }
    MarginTest test = answer.test().get();
    return words.say(
        " (difference of the means {0} {1}, {2})",
        terms.scores().signed(test.difference()),
        terms.between(
            terms.scores().signed(test.interval().low()),
            terms.scores().signed(test.interval().high())),
        p(answer));
  }

  private String p(HypothesisAnswer answer) {
    return answer.answer() == Answer.CONTRADICTED
        ? words.say("p {0} for the opposite", terms.equal(answer.contradictingP().orElseThrow()))
        : words.say("p {0}", terms.equal(answer.supportingP().orElseThrow()));
  }

  /** When it was written, if that was not before the first run. */
  private Optional<String> afterwards(HypothesisAnswer answer) {
    if (answer.isPrediction()) {
      return Optional.empty();
    }
    if (answer.runsBefore().isPresent()) {
      return Optional.of(
          words.counted(
              answer.runsBefore().getAsInt(),
              "Added or changed after {0} run had begun, so it is no prediction.|Added or changed"
                  + " after {0} runs had begun, so it is no prediction."));
    }
    return Optional.of(
        log.entries().isEmpty()
            ? words.say("The study's folder does not say that it was there before the runs.")
            : words.say("Added or changed after the last session began, so it is no prediction."));
  }

  /** What was expected once and is not any more. */
  private void withdrawn(ClaimList sentences) {
    Set<Hypothesis> gone = new LinkedHashSet<>();
    log.entries().forEach(entry -> gone.addAll(entry.hypotheses()));
    results.study().hypotheses().forEach(gone::remove);
    if (!gone.isEmpty()) {
      sentences.add(
          words.say(
              "Expected before, and changed or taken back since: {0}.",
              terms.capped(
                  gone.stream()
                      .map(
                          was ->
                              claim(
                                  was,
                                  was.than()
                                      .orElseGet(() -> words.say("what it is compared with"))))
                      .toList(),
                  "; ")),
          Evidence.STUDY);
    }
  }

  /** Another score after runs have begun may have been chosen for what it says. */
  private void changedScore(ClaimList sentences) {
    if (log.entries().isEmpty()) {
      return;
    }
    HypothesesLog.Entry first = log.entries().get(0);
    HypothesesLog.Entry last = Iterables.getLast(log.entries());
    HypothesesLog.Entry now = HypothesesLog.now(results.study());
    if (!first.hasScoreOf(now)) {
      String was = score(first);
      String is = score(now);
      sentences.add(
          last.hasScoreOf(now)
              ? words.counted(
                  last.runs(),
                  "The score was changed after {0} run had begun: it was {1} when the study first"
                      + " named hypotheses and is {2}.|The score was changed after {0} runs had begun:"
                      + " it was {1} when the study first named hypotheses and is {2}.",
                  was,
                  is)
              : words.say(
                  "The score was changed after the last session had begun: it was {0} when the study"
                      + " first named hypotheses and is {1}.",
                  was, is),
          Evidence.STUDY);
    }
  }

  private String score(HypothesesLog.Entry entry) {
    String direction =
        entry.better() == Better.HIGHER
            ? words.say("higher is better")
            : words.say("lower is better");
    String of =
        entry.score() == Score.MEAN
            ? words.say("the mean of {0}", entry.metric())
            : words.say("the last of {0}", entry.metric());
    return entry.window() > 1
        ? words.say("{0} ({1}, the last {2} values)", of, direction, entry.window())
        : words.say("{0} ({1})", of, direction);
  }

  private void exploratory(ClaimList sentences) {
    List<String> others =
        results.variants().stream()
            .filter(variant -> variant.comparison().isPresent())
            .filter(variant -> !isNamed(variant))
            .map(VariantResults::label)
            .toList();
    if (!others.isEmpty()) {
      sentences.add(
          words.say(
              "Exploratory, because no hypothesis names it: what is said below of {0}.",
              terms.capped(others)));
    } else if (results.isFactorial() || results.grid().isPresent()) {
      sentences.add(
          words.say("Exploratory, because no hypothesis names it: all else that is said below."));
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
