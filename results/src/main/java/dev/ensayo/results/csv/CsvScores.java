package dev.ensayo.results.csv;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.results.analysis.RunScore;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.reading.RunRecord;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;

/**
 * {@code scores.csv} (RFC 4180): a row for each run, for those who compute statistics of their own.
 */
public final class CsvScores {
  private static final Object[] HEADER = {
    "study",
    "variant",
    "seed",
    "metric",
    "state",
    "score",
    "values",
    "wall_seconds",
    "reason",
    "started",
    "code",
    "config_sha256",
    "data_sha256",
    "folder",
    "counted"
  };

  private CsvScores() {}

  /** The scores of all runs; empty cells where there is none. */
  public static String write(List<StudyResults> reports) {
    StringBuilder out = new StringBuilder();
    line(out, HEADER);
    for (StudyResults report : reports) {
      report.variants().stream()
          .forEach(variant -> variant.runs().forEach(run -> line(out, row(report, variant, run))));
    }
    return out.toString();
  }

  private static void line(StringBuilder out, Object... cells) {
    out.append(CSVFormat.RFC4180.format(cells)).append("\r\n");
  }

  private static Object[] row(StudyResults report, VariantResults variant, RunRecord run) {
    OptionalDouble score =
        run.isFinished() ? RunScore.of(report.study(), run) : OptionalDouble.empty();
    return new Object[] {
      report.study().name(),
      run.variant(),
      run.seed(),
      report.study().report().metric(),
      Settings.label(run.state()),
      score.isPresent() ? Double.toString(score.getAsDouble()) : "",
      score.isPresent() ? RunScore.values(report.study(), run) : "",
      run.isFinished() ? Double.toString(run.manifest().orElseThrow().seconds()) : "",
      run.reason(),
      run.manifest().map(Manifest::started).orElse(""),
      run.manifest().map(Manifest::code).orElse(""),
      run.configSha256(),
      run.manifest().map(CsvScores::data).orElse(""),
      run.variant() + "/seed-" + run.seed(),
      Optional.ofNullable(variant.finalScores().bySeed().get(run.seed()))
          .map(counted -> Double.toString(counted))
          .orElse("")
    };
  }

  /** Such as {@code train.csv=9f86…;valid.csv=60303…}. */
  private static String data(Manifest manifest) {
    return new TreeMap<>(manifest.dataSha256())
        .entrySet().stream()
            .map(file -> file.getKey() + "=" + file.getValue())
            .collect(Collectors.joining(";"));
  }
}
