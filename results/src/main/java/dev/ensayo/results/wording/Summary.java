package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.Comparison;
import dev.ensayo.results.analysis.Comparison.Verdict;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The results in sentences, none of which claims more than the runs allow. */
final class Summary {
  /** Beyond these, sentences about single variants bury each other. */
  private static final int MOST_DECIDED = 6;

  private final Terms terms;
  private final Phrasebook words;
  private final StudyResults results;
  private final Optional<AblationSummary> ablation;

  Summary(Terms terms) {
    this.terms = terms;
    this.words = terms.words();
    this.results = terms.results();
    this.ablation = terms.ablation().map(found -> new AblationSummary(terms, found));
  }

  ImmutableList<Claim> claims() {
    ClaimList sentences = new ClaimList();
    addResults(sentences);
    new FailedRuns(terms).claim().ifPresent(claim -> sentences.add(claim, Evidence.RUNS));
    return sentences.build();
  }

  private void addResults(ClaimList sentences) {
    if (results.isInterim()) {
      sentences.add(
          words.say(
              "This is an interim report: {0}, and all that follows may still change.",
              terms.notEnded()),
          Evidence.RUNS);
    }
    results
        .search()
        .ifPresent(
            found -> sentences.addAll(new SearchWords(terms, found).chosen(), Evidence.SEARCH));
    if (results.grid().isPresent()) {
      sentences.addAll(new GridSummary(terms).sentences(), Evidence.RESULTS);
      return;
    }
    terms.tasks().ifPresent(tasks -> sentences.addAll(tasks.sentences(), Evidence.TASKS));
    terms.worth().ifPresent(worth -> sentences.addAll(worth.sentences(), Evidence.WORTH));
    if (!results.groups().isOne()) {
      terms.sequential().ifPresent(found -> sentences.addAll(found.course(), Evidence.RESULTS));
      sentences.addAll(new GroupSummary(terms).sentences(), Evidence.RESULTS);
      return;
    }
    terms.sequential().ifPresent(found -> sentences.addAll(found.course(), Evidence.RESULTS));
    VariantResults baseline = results.baseline();
    sentences.add(reference(baseline));
    ablation.ifPresent(parts -> sentences.addAll(parts.sentences(), Evidence.EFFECTS));
    decided(sentences);
    list(
        sentences,
        names -> words.say("No clear difference to {0}: {1}.", baseline.name(), names),
        with(Verdict.NO_CLEAR_DIFFERENCE),
        this::named);
    list(
        sentences,
        names -> words.say("Too few seeds to decide against {0}: {1}.", baseline.name(), names),
        with(Verdict.TOO_FEW_SEEDS),
        this::tooFew);
    terms
        .sequential()
        .ifPresent(
            found ->
                sentences.addAll(found.undecided(baseline.name(), this::named), Evidence.RESULTS));
    list(
        sentences,
        names ->
            words.say(
                "Not compared with {0}, because they learn something else: {1}.",
                baseline.name(), names),
        results.variants().stream().filter(VariantResults::isIncomparable).toList(),
        this::incomparable);
    list(
        sentences,
        names -> words.say("Without a finished run that has a score: {0}.", names),
        results.variants().stream()
            .filter(variant -> !variant.isBaseline() && variant.score().isEmpty())
            .toList(),
        VariantResults::label);
  }

  private String reference(VariantResults baseline) {
    if (baseline.score().isEmpty()) {
      return words.say("{0} has no finished run with a score.", baseline.name());
    }
    String score = terms.scores().format(baseline.score().getAsDouble());
    int scored = baseline.scores().length;
    int asked = baseline.runs().size();
    if (scored == 1) {
      return asked == 1
          ? words.say(
              "{0} scores {1}, with a single seed and so without an interval.",
              baseline.name(), score)
          : words.say(
              "{0} scores {1}, with one of {2} seeds and so without an interval.",
              baseline.name(), score, asked);
    }
    return words.say(
        "{0} scores {1} {2}, the interquartile mean of {3}.",
        baseline.name(),
        score,
        terms.interval(baseline.interval()),
        scored == asked
            ? terms.seedCount(scored)
            : words.say("the {0} of {1} seeds that have a score", scored, asked));
  }

  private List<VariantResults> with(Verdict... verdicts) {
    return results.variants().stream()
        .filter(variant -> ablation.filter(parts -> parts.tells(variant)).isEmpty())
        .filter(
            variant ->
                variant
                    .comparison()
                    .map(c -> List.of(verdicts).contains(c.verdict()))
                    .orElse(false))
        .toList();
  }

  /** A sentence for each; of many, for the best and the worst, and the names of the others. */
  private void decided(ClaimList sentences) {
    List<VariantResults> decided = with(Verdict.BETTER, Verdict.WORSE);
    if (decided.size() <= MOST_DECIDED) {
      decided.forEach(variant -> sentences.add(decided(variant)));
      return;
    }
    List<VariantResults> best = results.ranked();
    List<VariantResults> better = best.stream().filter(with(Verdict.BETTER)::contains).toList();
    List<VariantResults> worse =
        ImmutableList.copyOf(best).reverse().stream()
            .filter(with(Verdict.WORSE)::contains)
            .toList();
    for (List<VariantResults> side : List.of(better, worse)) {
      side.stream().limit(MOST_DECIDED / 2).forEach(one -> sentences.add(decided(one)));
      list(
          sentences,
          names ->
              side == better
                  ? words.say("Better than {0}, too: {1}.", results.baseline().name(), names)
                  : words.say("Worse than {0}, too: {1}.", results.baseline().name(), names),
          side.stream().skip(MOST_DECIDED / 2).toList(),
          this::named);
    }
  }

  private String decided(VariantResults variant) {
    Comparison found = variant.comparison().orElseThrow();
    ImmutableList<String> reservations = terms.reservations(variant).clauses();
    if (terms.sequential().isPresent()) {
      return words.say(
          "{0}: {1}, {2}{3}.",
          claim(variant, found.verdict(), reservations.isEmpty()),
          terms.change(found.difference(), found.interval()),
          terms.sequential().get().decided(found),
          reserved(reservations));
    }
    return words.say(
        "{0}: {1}, p {2}{3}.",
        claim(variant, found.verdict(), reservations.isEmpty()),
        terms.change(found.difference(), found.interval()),
        terms.equal(found.correctedP().orElseThrow()),
        reserved(reservations));
  }

  private String claim(VariantResults variant, Verdict verdict, boolean holds) {
    String name = variant.label();
    String baseline = results.baseline().name();
    if (verdict == Verdict.BETTER) {
      return holds
          ? words.say("{0} is better than {1}", name, baseline)
          : words.say("{0} scored better than {1}", name, baseline);
    }
    return holds
        ? words.say("{0} is worse than {1}", name, baseline)
        : words.say("{0} scored worse than {1}", name, baseline);
  }

  private String reserved(ImmutableList<String> reservations) {
    if (reservations.isEmpty()) {
      return "";
    }
    String all = String.join("; ", reservations);
    return reservations.size() == 1
        ? words.say(", with a reservation: {0}", all)
        : words.say(", with reservations: {0}", all);
  }

  private String named(VariantResults variant) {
    String brief = terms.reservations(variant).brief();
    return variant.label() + (brief.isEmpty() ? "" : " (" + brief + ")");
  }

  private String tooFew(VariantResults variant) {
    return variant.label() + " (" + terms.tooFew(variant) + ")";
  }

  private String incomparable(VariantResults variant) {
    return variant.label() + " (" + terms.reservations(variant).clauses().get(0) + ")";
  }

  private void list(
      ClaimList sentences,
      UnaryOperator<String> sentence,
      List<VariantResults> variants,
      Function<VariantResults, String> word) {
    if (!variants.isEmpty()) {
      sentences.add(sentence.apply(terms.capped(variants.stream().map(word).toList())));
    }
  }
}
