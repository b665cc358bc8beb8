package dev.ensayo.experiments.plan;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.search.Rung;
import dev.ensayo.core.study.ChosenSettings;
import dev.ensayo.core.study.Search;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.Tuning;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.markup.Figures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a study's search will take before the study's own runs.
 *
 * @param study as written
 * @param search its search
 */
public record PlannedSearch(Study study, Search search) {
  /**
   * The study with as many variants as will be run: where the best of a search go on, some stand
   * for those that will.
   */
  public Study reported() {
    if (search.preliminary().isEmpty() || search.tuning().isPresent()) {
      return study;
    }
    int left = search.rungs().get(search.rungs().size() - 1).points();
    Map<String, ImmutableMap<String, ConfigNode>> some = new LinkedHashMap<>();
    for (String arm : search.arms()) {
      candidates(arm).stream()
          .limit(left)
          .forEach(candidate -> some.put(candidate.name(), ImmutableMap.of()));
    }
    return study.withChosen(new ChosenSettings(ImmutableMap.copyOf(some)));
  }

  private List<Variant> candidates(String arm) {
    return search.candidates().stream().filter(candidate -> candidate.arm().equals(arm)).toList();
  }

  private int seeds() {
    return search.tuning().map(Tuning::seeds).orElse(study.seeds()).size();
  }

  /** How many runs there are before the study's own. */
  public long runs() {
    return search.preliminary().stream()
        .mapToLong(rung -> (long) rung.points() * search.arms().size() * seeds())
        .sum();
  }

  /** What they come to, in whole runs of a variant of {@link #reported}, by its name. */
  public Map<String, Double> wholeRuns() {
    double full = search.rungs().get(search.rungs().size() - 1).amount();
    double whole =
        search.preliminary().stream()
            .mapToDouble(rung -> rung.points() * seeds() * (rung.amount() / full))
            .sum();
    Map<String, Double> byVariant = new LinkedHashMap<>();
    for (String arm : search.arms()) {
      byVariant.put(search.tuning().isPresent() ? arm : candidates(arm).get(0).name(), whole);
    }
    return byVariant;
  }

  /** What is tried, for how long. */
  public String sentence() {
    double whole = wholeRuns().values().stream().mapToDouble(Double::doubleValue).sum();
    return "before that, its search: "
        + search.preliminary().stream().map(this::words).collect(Collectors.joining("; "))
        + " = "
        + Figures.count((double) runs())
        + " runs, as much as "
        + Figures.of(whole)
        + " whole ones";
  }

  private String words(Rung rung) {
    return Figures.count(rung.points())
        + (rung.points() == 1 ? " point" : " points")
        + (search.arms().size() > 1 ? " × " + search.arms().size() + " variants" : "")
        + " × "
        + seeds()
        + (seeds() == 1 ? " seed" : " seeds")
        + (search.rungs().size() > 1 ? " for " + Figures.count((double) rung.amount()) : "");
  }
}
