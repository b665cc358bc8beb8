package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.Comparison;
import dev.ensayo.results.analysis.Comparison.Verdict;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.markup.Figures;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The results in sentences, none of which claims more than the runs allow. */
final class Summary {
  /** Beyond these, sentences about single variants bury each other. */
  private static final int MOST_DECIDED = 6;

  private final Terms terms;
  private final StudyResults results;
  private final Optional<AblationSummary> ablation;

  Summary(Terms terms) {
    this.terms = terms;
    this.results = terms.results();
    this.ablation = terms.ablation().map(found -> new AblationSummary(terms, found));
  }

  ImmutableList<String> sentences() {
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    if (results.isInterim()) {
      sentences.add(
          "This is an interim report: "
              + terms.open()
              + " not ended, and all that follows may still change.");
    }
    if (results.grid().isPresent()) {
      return sentences.addAll(new GridSummary(terms).sentences()).build();
    }
    terms.worth().ifPresent(worth -> sentences.addAll(worth.sentences()));
    if (!results.groups().isOne()) {
      return sentences.addAll(new GroupSummary(terms).sentences()).build();
    }
    VariantResults baseline = results.baseline();
    sentences.add(reference(baseline));
    ablation.ifPresent(parts -> sentences.addAll(parts.sentences()));
    decided(sentences);
    list(
        sentences,
        "No clear difference to " + baseline.name() + ": ",
        with(Verdict.NO_CLEAR_DIFFERENCE),
        this::named);
    list(
        sentences,
        "Too few seeds to decide against " + baseline.name() + ": ",
        with(Verdict.TOO_FEW_SEEDS),
        this::tooFew);
    list(
        sentences,
        "Not compared with " + baseline.name() + ", because they learn something else: ",
        results.variants().stream().filter(VariantResults::isIncomparable).toList(),
        this::incomparable);
    list(
        sentences,
        "Without a finished run that has a score: ",
        results.variants().stream()
            .filter(variant -> !variant.isBaseline() && variant.score().isEmpty())
            .toList(),
        VariantResults::label);
    return sentences.build();
  }

  private String reference(VariantResults baseline) {
    if (baseline.score().isEmpty()) {
      return baseline.name() + " has no finished run with a score.";
    }
    String score =
        baseline.name() + " scores " + terms.scores().format(baseline.score().getAsDouble());
    int scored = baseline.scores().length;
    int asked = baseline.runs().size();
    String seeds =
        scored == asked
            ? Terms.counted(scored, "seed")
            : "the " + scored + " of " + asked + " seeds that have a score";
    return scored == 1
        ? score
            + (asked == 1 ? ", with a single seed" : ", with one of " + asked + " seeds")
            + " and so without an interval."
        : score
            + " "
            + terms.interval(baseline.interval())
            + ", the interquartile mean of "
            + seeds
            + ".";
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
  private void decided(ImmutableList.Builder<String> sentences) {
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
          (side == better ? "Better" : "Worse") + " than " + results.baseline().name() + ", too: ",
          side.stream().skip(MOST_DECIDED / 2).toList(),
          this::named);
    }
  }

  private String decided(VariantResults variant) {
    Comparison found = variant.comparison().orElseThrow();
    ImmutableList<String> reservations = terms.reservations(variant).clauses();
    String p = Figures.probability(found.correctedP().orElseThrow());
    return variant.label()
        + (reservations.isEmpty() ? " is " : " scored ")
        + Terms.of(found.verdict())
        + " than "
        + results.baseline().name()
        + ": "
        + terms.scores().signed(found.difference())
        + terms.signedInterval(found.interval()).map(interval -> " " + interval).orElse("")
        + ", p "
        + (p.startsWith("<") ? "" : "= ")
        + p
        + reserved(reservations)
        + ".";
  }

  private static String reserved(ImmutableList<String> reservations) {
    return reservations.isEmpty()
        ? ""
        : (reservations.size() == 1 ? ", with a reservation: " : ", with reservations: ")
            + String.join("; ", reservations);
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

  private static void list(
      ImmutableList.Builder<String> sentences,
      String start,
      List<VariantResults> variants,
      Function<VariantResults, String> word) {
    if (!variants.isEmpty()) {
      sentences.add(start + Terms.capped(variants.stream().map(word).toList()) + ".");
    }
  }
}
