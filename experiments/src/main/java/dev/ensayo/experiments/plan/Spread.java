package dev.ensayo.experiments.plan;

import dev.ensayo.core.study.Study;
import dev.ensayo.results.analysis.RunScore;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.reading.StudyRuns;
import dev.ensayo.results.reading.StudyRunsReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How much the scores of a variant differ between its seeds.
 *
 * @param deviation standard deviation, pooled over variants by their degrees of freedom, in the
 *     unit of the score
 * @param runs so many scores it is from
 * @param variants of so many variants
 */
public record Spread(double deviation, int runs, int variants) {
  /**
   * The spread in runs that are there.
   *
   * @param folder of a study
   * @return empty if no variant has two finished seeds
   * @throws java.nio.file.NoSuchFileException if the folder holds no study
   */
  public static Optional<Spread> in(Path folder) throws IOException {
    StudyRuns found = StudyRunsReader.read(folder);
    Study study = found.study();
    double squares = 0;
    int runs = 0;
    int variants = 0;
    for (var variant : study.compared()) {
      double[] scores =
          found.of(variant.name()).stream()
              .filter(RunRecord::isFinished)
              .map(run -> RunScore.of(study, run))
              .flatMapToDouble(OptionalDouble::stream)
              .filter(Double::isFinite)
              .toArray();
      if (scores.length >= 2) {
        double mean = StatUtils.mean(scores);
        squares += Arrays.stream(scores).map(score -> (score - mean) * (score - mean)).sum();
        runs += scores.length;
        variants++;
      }
    }
    return variants == 0
        ? Optional.empty()
        : Optional.of(new Spread(Math.sqrt(squares / (runs - variants)), runs, variants));
  }
}
