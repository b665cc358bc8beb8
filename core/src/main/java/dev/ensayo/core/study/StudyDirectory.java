package dev.ensayo.core.study;

import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseNote;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.rundir.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of a study: {@code runs/<study>/}.
 *
 * @param path the folder
 */
public record StudyDirectory(Path path) {
  /** The folder of a search's stages. */
  static final String SEARCH = "search";

  /** What a search has chosen. */
  static final String CHOSEN = "chosen.yaml";

  private static final String DROPPED = "dropped";
  private static final String TUNING = "tuning.txt";

  /** The study as given. */
  public Path studyFile() {
    return path.resolve("study.yaml");
  }

  /** What the command line changed, dotted path to value; only there if it changed something. */
  public Path overridesFile() {
    return path.resolve("overrides.yaml");
  }

  /**
   * The folder from which the study's file was copied: its relative paths start there. Empty for
   * studies that do not say so.
   *
   * @throws IOException if it cannot be read
   */
  public Optional<Path> origin() throws IOException {
    return Files.exists(originFile())
        ? Optional.of(Path.of(Files.readString(originFile()).strip()))
        : Optional.empty();
  }

  /** What the study's agents are for: what is compared where the study does not say it. */
  public Path goalFile() {
    return path.resolve("goal.yaml");
  }

  /** What its search has chosen; only there once it has. */
  public Path chosenFile() {
    return path.resolve(CHOSEN);
  }

  /**
   * What its search has chosen; empty before it has, and where nothing is searched.
   *
   * @throws dev.ensayo.core.config.ConfigException if it cannot be read
   */
  public Optional<ChosenSettings> chosen() {
    return Files.exists(chosenFile())
        ? Optional.of(ChosenSettings.read(chosenFile()))
        : Optional.empty();
  }

  /**
   * A stage of its search, which is a study of its own.
   *
   * @param number from 1
   */
  public StudyDirectory rung(int number) {
    return new StudyDirectory(path.resolve(SEARCH).resolve("rung-" + number));
  }

  /** Says that the runs here chose settings of a study, so that they are no results. */
  public Path tuningFile() {
    return path.resolve(TUNING);
  }

  /** Whether the runs here chose settings of a study, so that they are no results. */
  public boolean isTuning() {
    return Files.exists(tuningFile());
  }

  /** What the study expected when; only there if it ever had hypotheses. */
  Path hypothesesFile() {
    return path.resolve("hypotheses.yaml");
  }

  /**
   * What the study expected when; nothing where that is not written down.
   *
   * @throws dev.ensayo.core.config.ConfigException if it cannot be read
   */
  public HypothesesLog hypotheses() {
    return HypothesesLog.read(hypothesesFile());
  }

  /** What was decided when; only there where seeds are given out until it is decided. */
  public Path looksFile() {
    return path.resolve("looks.yaml");
  }

  /**
   * What was decided when; nothing where no look was taken.
   *
   * @throws dev.ensayo.core.config.ConfigException if it cannot be read
   */
  public LookLog looks() {
    return LookLog.read(looksFile());
  }

  /** Writes down what has been decided so far. */
  public void write(LookLog looks) throws IOException {
    looks.write(looksFile());
  }

  Path originFile() {
    return path.resolve("study-folder.txt");
  }

  public Path report() {
    return path.resolve("report");
  }

  /** Lists of what its runs were made with, which their manifests name by SHA-256. */
  public Path provenance() {
    return path.resolve("provenance");
  }

  /** What the processes need that share the study; no variant can be called so. */
  public Path sharing() {
    return path.resolve(".sharing");
  }

  public RunDirectory run(String variant, long seed) {
    return new RunDirectory(path.resolve(variant).resolve("seed-" + seed));
  }

  /**
   * Moves the runs of a variant aside, into {@code dropped/}; nothing is done where there are none.
   *
   * @throws NotContinuableException if one of them is being run
   */
  void drop(String variant) throws IOException {
    Path runs = path.resolve(variant);
    if (!Files.isDirectory(runs)) {
      return;
    }
    try (Stream<Path> all = Files.list(runs)) {
      for (Path run : all.filter(Files::isDirectory).toList()) {
        Optional<LeaseNote> holder = LeaseKeeper.holderOf(run);
        if (holder.isPresent()) {
          throw new NotContinuableException(
              run + " is being run by " + holder.get().words() + "; it cannot be dropped now");
        }
      }
    }
    Path aside = path.resolve(DROPPED).resolve(variant);
    for (int number = 2; Files.exists(aside); number++) {
      aside = path.resolve(DROPPED).resolve(variant + "-" + number);
    }
    Files.createDirectories(aside.getParent());
    Files.move(runs, aside);
  }

  /** Whether a study has been started here. */
  public boolean exists() {
    return Files.exists(studyFile());
  }

  /**
   * The study that was run here, with what the command line changed and what its agents are for.
   *
   * @throws dev.ensayo.core.config.ConfigException if it cannot be read
   */
  public Study study() {
    ConfigNode.Mapping root = YamlReader.read(studyFile());
    if (Files.exists(overridesFile())) {
      root = root.withPaths(YamlReader.read(overridesFile()).entries());
    }
    Study read = StudyReader.read(root);
    Study study = chosen().map(read::withChosen).orElse(read);
    return Files.exists(goalFile())
        ? study.withGoal(ConfigBinder.bind(YamlReader.read(goalFile()), "", Goal.class))
        : study;
  }
}
