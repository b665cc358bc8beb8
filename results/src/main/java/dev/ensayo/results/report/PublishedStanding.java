package dev.ensayo.results.report;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.StudyAnalysis;
import dev.ensayo.results.protocol.Protocol;
import dev.ensayo.results.protocol.Standing;
import dev.ensayo.results.reading.StudyRunsReader;
import java.io.IOException;
import java.nio.file.Path;

/** How a study's folder stands to what was published. */
public final class PublishedStanding {
  private PublishedStanding() {}

  /**
   * Reads and analyses a study.
   *
   * @throws dev.ensayo.core.config.ConfigException if the study's file cannot be read
   */
  public static ImmutableList<Standing> in(Path folder, Protocol protocol) throws IOException {
    return Standing.of(
        ImmutableList.of(protocol),
        StudyAnalysis.of(StudyRunsReader.read(folder), folder.toString()));
  }
}
