package dev.ensayo.results.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricSeries;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.ReportSpec;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.reading.RunRecord.State;
import dev.ensayo.results.statistics.Curve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the runs in a folder: the folder of a study, of one of its variants, or of a single run. A
 * run that cannot be read becomes an unfinished one that says why.
 */
public final class StudyRunsReader {
  private static final String RETURN_METRIC = "eval/return";
  private static final String SEED_PREFIX = "seed-";

  private StudyRunsReader() {}

  /**
   * @throws NoSuchFileException if the folder holds neither a study nor runs; the message says what
   *     was looked for
   * @throws ConfigException if the study's file cannot be read
   */
  public static StudyRuns read(Path folder) throws IOException {
    Path path = folder.toAbsolutePath().normalize();
    StudyDirectory own = new StudyDirectory(path);
    if (own.exists()) {
      Study study = own.study();
      return read(own, study, strays(path, study));
    }
    if (Files.exists(new RunDirectory(path).manifestFile())) {
      return readRun(path);
    }
    StudyDirectory above = new StudyDirectory(path.getParent() == null ? path : path.getParent());
    if (above.exists() && Files.isDirectory(path)) {
      String name = path.getFileName().toString();
      Study study = above.study();
      for (Variant variant : study.variants()) {
        if (variant.name().equals(name)) {
          return read(above, only(study, variant, study.seeds()), ImmutableList.of());
        }
      }
    }
    throw new NoSuchFileException(
        folder.toString(),
        null,
        "there is no study.yaml and no manifest.json in it; give the folder of a study, of a"
            + " variant or of a run");
  }

  private static StudyRuns readRun(Path path) throws IOException {
    Manifest manifest = Manifest.read(new RunDirectory(path).manifestFile());
    ImmutableList<Long> seeds = ImmutableList.of(manifest.seed());
    Path variantFolder = path.getParent();
    if (variantFolder != null && variantFolder.getParent() != null) {
      StudyDirectory above = new StudyDirectory(variantFolder.getParent());
      if (above.exists()
          && above.run(manifest.variant(), manifest.seed()).path().normalize().equals(path)) {
        Study study = above.study();
        for (Variant variant : study.variants()) {
          if (variant.name().equals(manifest.variant())) {
            return read(above, only(study, variant, seeds), ImmutableList.of());
          }
        }
      }
    }
    Study alone =
        new Study(
            manifest.study(),
            "",
            ConfigNode.Mapping.empty(Origin.DEFAULT),
            ImmutableList.of(new Variant(manifest.variant(), ImmutableMap.of())),
            seeds,
            Settings.defaults(ReportSpec.class));
    RunDirectory run = new RunDirectory(path);
    RunRecord found = record(run, manifest.variant(), manifest.seed());
    return new StudyRuns(
        alone,
        "",
        ImmutableList.of(),
        environmentThreshold(alone, List.of(found)),
        ImmutableList.of(found),
        ImmutableList.of());
  }

  private static Study only(Study study, Variant variant, ImmutableList<Long> seeds) {
    return new Study(
        study.name(),
        study.question(),
        study.base(),
        ImmutableList.of(variant),
        seeds,
        study.report().withoutExclusions());
  }

  private static StudyRuns read(StudyDirectory directory, Study study, ImmutableList<String> strays)
      throws IOException {
    ImmutableList.Builder<RunRecord> records = ImmutableList.builder();
    for (Variant variant : study.variants()) {
      for (long seed : study.seeds()) {
        RunDirectory run = directory.run(variant.name(), seed);
        records.add(
            Files.isDirectory(run.path())
                ? record(run, variant.name(), seed)
                : RunRecord.notStarted(variant.name(), seed));
      }
    }
    ImmutableList<RunRecord> runs = records.build();
    return new StudyRuns(
        study,
        Files.readString(directory.studyFile()),
        overrides(directory),
        environmentThreshold(study, runs),
        runs,
        strays);
  }

  private static ImmutableList<String> overrides(StudyDirectory directory) {
    if (!Files.exists(directory.overridesFile())) {
      return ImmutableList.of();
    }
    return YamlReader.read(directory.overridesFile()).entries().entrySet().stream()
        .map(entry -> entry.getKey() + "=" + InlineYaml.of(entry.getValue()))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * A reward threshold is a return, so it says nothing of other metrics; variants in environments
   * with different thresholds have none in common.
   */
  private static OptionalDouble environmentThreshold(Study study, List<RunRecord> runs) {
    if (!study.report().metric().equals(RETURN_METRIC)) {
      return OptionalDouble.empty();
    }
    double[] distinct =
        runs.stream()
            .flatMap(run -> run.manifest().stream())
            .map(Manifest::rewardThreshold)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .distinct()
            .toArray();
    return distinct.length == 1 ? OptionalDouble.of(distinct[0]) : OptionalDouble.empty();
  }

  private static ImmutableList<String> strays(Path folder, Study study) throws IOException {
    Set<Path> wanted = new HashSet<>();
    for (Variant variant : study.variants()) {
      for (long seed : study.seeds()) {
        wanted.add(new StudyDirectory(folder).run(variant.name(), seed).path());
      }
    }
    List<String> strays = new ArrayList<>();
    try (Stream<Path> variants = Files.list(folder)) {
      for (Path variant : variants.filter(Files::isDirectory).sorted().toList()) {
        try (Stream<Path> runs = Files.list(variant)) {
          runs.filter(run -> run.getFileName().toString().startsWith(SEED_PREFIX))
              .filter(Files::isDirectory)
              .filter(run -> !wanted.contains(run))
              .sorted()
              .forEach(run -> strays.add(variant.getFileName() + "/" + run.getFileName()));
        }
      }
    }
    return ImmutableList.copyOf(strays);
  }

  private static RunRecord record(RunDirectory run, String variant, long seed) throws IOException {
    Optional<Manifest> manifest = Optional.empty();
    ImmutableMap<String, Curve> metrics = ImmutableMap.of();
    ImmutableMap<String, Curve> timings = ImmutableMap.of();
    ImmutableList<Exhibit> exhibits = ImmutableList.of();
    Optional<String> unreadable = Optional.empty();
    try {
      manifest = run.manifest();
      metrics = curves(run.metrics());
      timings = curves(run.timing());
      exhibits = run.exhibits().read();
    } catch (IOException | IllegalArgumentException e) {
      unreadable = Optional.of(String.valueOf(e.getMessage()));
    }
    return new RunRecord(
        variant,
        seed,
        unreadable.isEmpty() ? state(run, manifest) : State.UNFINISHED,
        unreadable,
        metrics,
        timings,
        manifest,
        Files.exists(run.config()) ? Files.readString(run.config()) : "",
        exhibits);
  }

  private static State state(RunDirectory run, Optional<Manifest> manifest) {
    if (manifest.isPresent() && manifest.get().status() == RunStatus.FAILED) {
      return State.FAILED;
    }
    return run.isComplete() && manifest.isPresent() ? State.FINISHED : State.UNFINISHED;
  }

  private static ImmutableMap<String, Curve> curves(MetricSeries series) {
    ImmutableMap.Builder<String, Curve> curves = ImmutableMap.builder();
    for (String metric : series.metrics()) {
      List<MetricSeries.Point> points = series.values(metric);
      Clock clock = Clock.valueOf(points.get(0).clock().toUpperCase(Locale.ROOT));
      long[] steps = new long[points.size()];
      double[] values = new double[points.size()];
      for (int i = 0; i < steps.length; i++) {
        if (!points.get(i).clock().equals(clock.label())) {
          throw new IllegalArgumentException(metric + " is recorded on two clocks");
        }
        steps[i] = points.get(i).step();
        values[i] = points.get(i).value();
      }
      curves.put(metric, new Curve(clock, steps, values));
    }
    return curves.buildOrThrow();
  }
}
