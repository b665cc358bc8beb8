package dev.ensayo.results.reading;

import com.google.common.collect.Streams;
import com.google.common.escape.Escaper;
import com.google.common.net.UrlEscapers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a report leads to the files of runs: by relative links, which stay right when the folder that
 * holds both is moved, copied or served. Runs that lie elsewhere are named and not linked to.
 */
public final class RunLinks {
  /** Study, variant and seed: the folder that holds the report holds the study, or is it. */
  private static final int DEEPEST = 3;

  private static final Escaper ESCAPER = UrlEscapers.urlPathSegmentEscaper();

  private final Path report;

  private RunLinks(Path report) {
    this.report = report;
  }

  /** Those from the files of a report in this folder. */
  public static RunLinks from(Path report) {
    return new RunLinks(report.toAbsolutePath().normalize());
  }

  /** The link to a file of a run; empty where the run does not lie beside the report. */
  public Optional<String> to(RunRecord run, String file) {
    Path beside = report.getParent();
    if (beside == null
        || !run.folder().startsWith(beside)
        || run.folder().getNameCount() - beside.getNameCount() > DEEPEST) {
      return Optional.empty();
    }
    return Optional.of(
        Streams.stream(report.relativize(run.folder().resolve(file)))
            .map(name -> ESCAPER.escape(name.toString()))
            .collect(Collectors.joining("/")));
  }
}
