package dev.ensayo.results.reading;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InlineYaml;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.study.Search;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.core.study.Tuning;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Keeps runs that chose settings out of reports on results. */
public final class TuningSeeds {
  private TuningSeeds() {}

  /**
   * Looks at a folder before its runs are read.
   *
   * @throws ConfigException if the runs in it chose the settings of a study
   */
  public static void checkHoldsResults(Path folder) {
    for (Path above = folder.toAbsolutePath().normalize();
        above != null && above.getNameCount() > 0;
        above = above.getParent()) {
      StudyDirectory directory = new StudyDirectory(above);
      if (directory.exists()) {
        if (directory.isTuning()) {
          throw new ConfigException(
              new Problem(
                  new Origin(directory.studyFile().toString(), 0),
                  "",
                  "the runs here chose settings of the study '"
                      + directory.study().name()
                      + "', so they are no results; its own report shows them as what they are"));
        }
        return;
      }
    }
  }

  /**
   * Looks at the studies of one report together.
   *
   * @throws ConfigException if one reports on a seed on which another has chosen settings for the
   *     same kind of agent in the same kind of environment
   */
  public static void checkNoLeak(List<StudyRuns> reported) {
    for (int i = 0; i < reported.size(); i++) {
      StudyRuns tuned = reported.get(i);
      Optional<Tuning> tuning = tuned.study().search().flatMap(Search::tuning);
      if (tuning.isEmpty()) {
        continue;
      }
      for (int j = 0; j < reported.size(); j++) {
        StudyRuns other = reported.get(j);
        if (j != i && learnsTheSame(tuned.study(), other.study())) {
          leaked(tuning.get(), other.study().seeds())
              .ifPresent(
                  seed -> {
                    throw new ConfigException(
                        new Problem(
                            tuning.get().seedsAt(),
                            "tune.seeds",
                            "seed "
                                + seed
                                + " chose settings of the study '"
                                + tuned.study().name()
                                + "', and '"
                                + other.study().name()
                                + "' reports on it; give each a report of its own"));
                  });
        }
      }
    }
  }

  private static Optional<Long> leaked(Tuning tuning, ImmutableList<Long> seeds) {
    return tuning.seeds().stream().filter(seeds::contains).findFirst();
  }

  private static boolean learnsTheSame(Study one, Study other) {
    return type(one, "environment").equals(type(other, "environment"))
        && type(one, "agent").equals(type(other, "agent"));
  }

  private static String type(Study study, String section) {
    ConfigNode node = study.base().get(section).orElse(study.base());
    return node instanceof ConfigNode.Mapping mapping
        ? mapping.get("type").map(InlineYaml::of).orElse("")
        : InlineYaml.of(node);
  }
}
