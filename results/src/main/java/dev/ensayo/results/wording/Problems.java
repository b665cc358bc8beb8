package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.Study;
import dev.ensayo.results.analysis.RunScore;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.reading.RunRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Runs that failed, did not finish, were damaged or have no usable score: each with its reason. A
 * variant that {@code report.exclude} names needs no score.
 */
final class Problems {
  /** Reasons that differ in their numbers alone, as in a step or a loss, are one. */
  private static final Pattern NUMBER = Pattern.compile("[-−]?[0-9][0-9.,]*([eE][-+]?[0-9]+)?");

  /** So many are read; all of them stand in the table of every run. */
  private static final int MOST = 24;

  private record Kind(String variant, String ending) {}

  /** What runs of one kind say: the words of the first, and whether others have other numbers. */
  private static final class Told {
    private final String ending;
    private final List<Long> seeds = new ArrayList<>();
    private boolean differ;

    Told(String ending) {
      this.ending = ending;
    }

    void add(long seed, String words) {
      seeds.add(seed);
      differ |= !words.equals(ending);
    }

    String sentence(String variant, Terms terms) {
      String told = variant + ", " + terms.seeds(seeds) + ending;
      return differ
          ? terms
              .words()
              .say("{0} (seed {1}; with other numbers in the others)", told, seeds.get(0))
          : told;
    }
  }

  private final Terms terms;
  private final Phrasebook words;
  private final StudyResults results;
  private final Study study;

  Problems(Terms terms) {
    this.terms = terms;
    this.words = terms.words();
    this.results = terms.results();
    this.study = results.study();
  }

  /** Those of one variant with the same reason together. */
  ImmutableList<String> sentences() {
    Map<String, String> labels = new HashMap<>();
    results.variants().forEach(variant -> labels.put(variant.name(), variant.label()));
    Map<Kind, Told> kinds = new LinkedHashMap<>();
    for (RunRecord run : results.found().runs()) {
      String variant = labels.getOrDefault(run.variant(), run.variant());
      for (String loss : run.losses()) {
        String words = ": " + loss;
        add(kinds, new Kind(variant, words), run, words);
      }
      String ending = ending(run);
      if (!ending.isEmpty()) {
        // Of a damaged run the line counts.
        String kind =
            run.state() == RunRecord.State.DAMAGED
                ? ending
                : NUMBER.matcher(ending).replaceAll("#");
        add(kinds, new Kind(variant, kind), run, ending);
      }
    }
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    kinds.entrySet().stream()
        .limit(MOST)
        .map(entry -> entry.getValue().sentence(entry.getKey().variant(), terms))
        .forEach(sentences::add);
    if (kinds.size() > MOST) {
      sentences.add(
          words.counted(
              kinds.size() - MOST,
              "and {0} more reason, with every run below|and {0} more reasons, with every run"
                  + " below"));
    }
    return sentences.build();
  }

  private static void add(Map<Kind, Told> kinds, Kind kind, RunRecord run, String words) {
    kinds.computeIfAbsent(kind, each -> new Told(words)).add(run.seed(), words);
  }

  private String ending(RunRecord run) {
    if (!run.isFinished()) {
      return words.say(" {0}: {1}", terms.of(run.state()), reason(run));
    }
    if (study.report().exclude().contains(run.variant())) {
      return "";
    }
    OptionalDouble score = RunScore.of(study, run);
    if (score.isEmpty()) {
      return words.say(
          " finished without a score: {0} was never recorded", study.report().metric());
    }
    return Double.isFinite(score.getAsDouble())
        ? ""
        : words.say(
            " finished without a usable score: its last {0} is {1}",
            study.report().metric(), score.getAsDouble());
  }

  private String reason(RunRecord run) {
    return words.told(run.reason());
  }
}
