package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.metrics.ScoredShare;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.analysis.Comparison;
import dev.ensayo.results.analysis.ExhibitGroup;
import dev.ensayo.results.analysis.MixedFact;
import dev.ensayo.results.analysis.ScoresAcross;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.statistics.InterquartileMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What a reader must know before believing a number. */
final class Notes {
  private final Terms terms;
  private final Phrasebook words;
  private final StudyResults results;
  private final Study study;
  private final List<VariantResults> variants;

  Notes(Terms terms) {
    this.terms = terms;
    this.words = terms.words();
    this.results = terms.results();
    this.study = results.study();
    this.variants = results.variants();
  }

  ImmutableList<String> sentences() {
    List<String> notes = new ArrayList<>();
    boolean named = variants.stream().anyMatch(variant -> variant.name().equals(Variant.BASELINE));
    if (results.hasOneBaseline() && !named && !study.saysBaseline()) {
      notes.add(
          words.say(
              "No variant is called baseline, so the others are compared with the first, {0}.",
              study.baseline().name()));
    }
    MixedFact.of(variants).forEach(fact -> notes.add(mixed(fact)));
    addFor(
        notes,
        variant -> variant.scores().length == 1,
        names ->
            words.say(
                "One score says nothing of the spread between seeds, so there is no interval and no"
                    + " test: {0}.",
                names));
    terms.coverage().ifPresent(notes::add);
    addFor(
        notes,
        variant ->
            variant.scores().length >= 1
                && variant.scores().length < InterquartileMean.FEWEST_TO_TRIM,
        names ->
            words.say(
                "With fewer than four scores the interquartile mean is the plain mean: {0}.",
                names));
    addFor(
        notes,
        variant -> variant.comparison().flatMap(Comparison::exact).isPresent(),
        names ->
            words.say(
                "All seeds of a variant score the same, in the baseline too, so that Welch's test"
                    + " is not defined; the exact permutation test decides: {0}.",
                names));
    addFor(
        notes,
        variant -> variant.comparison().map(Comparison::assumesNormality).orElse(false),
        names ->
            words.say(
                "With so few seeds p rests on scores being normally distributed; a test that does"
                    + " not assume it cannot be below {0} here: {1}.",
                words.probability(Comparison.LEVEL), names));
    variants.stream().flatMap(variant -> keptUnlearned(variant).stream()).forEach(notes::add);
    variants.stream().flatMap(variant -> scoredShares(variant).stream()).forEach(notes::add);
    if (!study.report().exclude().isEmpty()) {
      notes.add(
          words.say(
              "Run, and left out of the comparison by report.exclude: {0}.",
              String.join(", ", study.report().exclude())));
    }
    if (!results.found().strays().isEmpty()) {
      notes.add(
          words.say(
              "The folder also holds runs that the study does not ask for; they are not part of"
                  + " this report: {0}.",
              String.join(", ", results.found().strays())));
    }
    addMissingMetric(notes);
    addMissingAcross(notes);
    addMissingLead(notes);
    return ImmutableList.copyOf(notes);
  }

  /** Where runs went back to what they were before the first step. */
  private Optional<String> keptUnlearned(VariantResults variant) {
    List<Long> seeds =
        variant.runs().stream()
            .filter(run -> run.isFinished() && run.curves().keptAt().equals(OptionalLong.of(0)))
            .map(RunRecord::seed)
            .toList();
    return seeds.isEmpty()
        ? Optional.empty()
        : Optional.of(
            words.say(
                "No test was better than before learning in {0}, {1}: the model that is kept has"
                    + " learned nothing.",
                variant.label(), terms.seeds(seeds)));
  }

  /** Where tests looked at a share of what is held out. */
  private Optional<String> scoredShares(VariantResults variant) {
    Map<String, Double> shares = new TreeMap<>();
    for (RunRecord run : variant.runs()) {
      for (Split part : Split.values()) {
        run.metric(ScoredShare.of(part.label()))
            .ifPresent(share -> shares.put(part.label(), share.values()[0]));
      }
    }
    return shares.isEmpty()
        ? Optional.empty()
        : Optional.of(
            words.say(
                "Tests of {0} score only the beginning of what is held out, the same each time:"
                    + " {1}.",
                variant.label(),
                shares.entrySet().stream()
                    .map(
                        share ->
                            words.say(
                                "{0}\u00a0% of {1}",
                                words.number(100 * share.getValue()), share.getKey()))
                    .collect(Collectors.joining(", "))));
  }

  private void addFor(
      List<String> notes, Predicate<VariantResults> applies, UnaryOperator<String> sentence) {
    List<String> names = variants.stream().filter(applies).map(VariantResults::label).toList();
    if (!names.isEmpty()) {
      boolean all = names.size() == variants.size() && names.size() > 1;
      notes.add(sentence.apply(all ? words.say("all variants") : terms.capped(names)));
    }
  }

  /** "Not all runs were made with the same Java: 17 (baseline); 21 (table)." */
  private String mixed(MixedFact fact) {
    String values =
        fact.variants().asMap().entrySet().stream()
            .map(each -> each.getKey() + " (" + terms.capped(List.copyOf(each.getValue())) + ")")
            .collect(Collectors.joining("; "));
    String sentence =
        words.say(
            "Not all runs were made with the same {0}: {1}.",
            words.told("same", fact.fact()), values);
    return fact.isBetweenVariants()
        ? sentence
            + " "
            + words.say("Where variants differ in it, a difference between them may come from it.")
        : sentence;
  }

  private void addMissingAcross(List<String> notes) {
    study
        .report()
        .across()
        .filter(setting -> ScoresAcross.of(results).isEmpty())
        .ifPresent(
            setting ->
                notes.add(
                    words.say(
                        "report.across names {0}, but no finished variant has a number there, so"
                            + " scores are not drawn against it.",
                        setting)));
  }

  private void addMissingLead(List<String> notes) {
    study
        .report()
        .lead()
        .filter(name -> results.lead().isEmpty())
        .ifPresent(
            name ->
                notes.add(
                    words.say(
                        "report.lead names the exhibit {0}, which no finished run shows; there"
                            + " are: {1}.",
                        name,
                        results.exhibits().stream()
                            .map(ExhibitGroup::name)
                            .collect(Collectors.joining(", ")))));
  }

  private void addMissingMetric(List<String> notes) {
    String metric = study.report().metric();
    TreeSet<String> recorded = new TreeSet<>();
    results.found().runs().forEach(run -> recorded.addAll(run.metrics().keySet()));
    if (!recorded.isEmpty() && !recorded.contains(metric)) {
      notes.add(
          words.say(
              "No run recorded the report's metric {0}; recorded are {1}.",
              metric, String.join(", ", recorded)));
    }
  }
}
