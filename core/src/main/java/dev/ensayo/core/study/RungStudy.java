package dev.ensayo.core.study;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.YamlWriter;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.training.Budget;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * A stage of a search as a study of its own: its candidates are its variants, written out, so that
 * everything that reads a study's folder reads it, too.
 *
 * @param study it
 * @param text of its file
 */
public record RungStudy(Study study, String text) {
  /** Of what is reported, that which makes a score of a run. */
  private static final ImmutableSet<String> SCORE =
      ImmutableSet.of("metric", "better", "score", "window");

  /**
   * A stage that is made before the study's own runs.
   *
   * @param of the study, as written
   * @param rung its number, from 0
   * @param left names of the candidates that have come so far
   */
  public static RungStudy of(Study of, int rung, Set<String> left) {
    Search search = of.search().orElseThrow();
    ImmutableList<Variant> variants =
        search.candidates().stream()
            .filter(candidate -> left.contains(candidate.name()))
            .map(candidate -> new Variant(candidate.name(), candidate.changes()))
            .collect(ImmutableList.toImmutableList());
    ImmutableList<Long> seeds = search.tuning().map(Tuning::seeds).orElse(of.seeds());
    ConfigNode.Mapping base = base(of, search.rungs().get(rung).amount());
    Study study = new Study(of.name(), "", base, variants, seeds, report(of));
    return new RungStudy(study, text(study));
  }

  /** All runs are of one length, on the clock that the study's own have. */
  private static ConfigNode.Mapping base(Study of, long amount) {
    ConfigNode.Mapping base = of.base();
    if (base.get("budget").orElse(null) instanceof ConfigNode.Mapping budget) {
      String clock = ConfigBinder.bind(budget, "budget", Budget.class).clock().budgetKey();
      base =
          base.with(
              "budget",
              budget.with(clock, ConfigNode.Scalar.of(budget.origin(), Long.toString(amount))));
    }
    if (base.get("report").orElse(null) instanceof ConfigNode.Mapping report) {
      base = base.with("report", kept(report));
    }
    return base;
  }

  private static ConfigNode.Mapping kept(ConfigNode.Mapping report) {
    return report.without(
        report.entries().keySet().stream()
            .filter(key -> !SCORE.contains(key))
            .toArray(String[]::new));
  }

  private static ReportSpec report(Study of) {
    return of.report().ofScoreAlone();
  }

  private static String text(Study study) {
    ConfigNode.Mapping variants = ConfigNode.Mapping.empty(Origin.DEFAULT);
    for (Variant variant : study.variants()) {
      variants =
          variants.with(variant.name(), new ConfigNode.Mapping(Origin.DEFAULT, variant.changes()));
    }
    ConfigNode seeds =
        new ConfigNode.Sequence(
            Origin.DEFAULT,
            study.seeds().stream()
                .map(seed -> ConfigNode.Scalar.of(Origin.DEFAULT, Long.toString(seed)))
                .collect(ImmutableList.toImmutableList()));
    ImmutableMap.Builder<String, ConfigNode> root = ImmutableMap.builder();
    root.put("study", ConfigNode.Scalar.of(Origin.DEFAULT, study.name()));
    root.putAll(study.base().entries());
    root.put("seeds", seeds);
    root.put("variants", variants);
    return YamlWriter.write(new ConfigNode.Mapping(Origin.DEFAULT, root.buildOrThrow()));
  }

  /**
   * Writes beside the stage's runs that they are no results, if they choose what the study reports
   * on.
   */
  public static void mark(Study of, StudyDirectory rung) throws IOException {
    Optional<Tuning> tuning = of.search().flatMap(Search::tuning);
    if (tuning.isPresent()) {
      AtomicFile.write(
          rung.tuningFile(),
          "The runs here chose settings of the study '"
              + of.name()
              + "', so they are no results of it.\n");
    }
  }
}
