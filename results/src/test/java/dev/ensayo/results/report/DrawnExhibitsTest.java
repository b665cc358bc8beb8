package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.file.Fence;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.results.chart.Xml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Episodes and maps that runs have drawn. */
final class DrawnExhibitsTest {
  private static final String YAML =
      """
      study: shown
      environment: {type: none}
      agent: {type: none}
      budget: {environmentSteps: 2000}
      seeds: [1, 2, 3]
      """;

  @TempDir private Path folder;

  private static Exhibit.Drawn episode(long seed) {
    return new Exhibit.Drawn(
        "episode",
        "An episode",
        "What is done.",
        "An episode.",
        "Return " + seed + " <so far>.",
        "",
        svg(seed));
  }

  private static Exhibit.Drawn map() {
    return new Exhibit.Drawn("map", "A map", "", "Arrows.", "", "→ ↓\n← G\n", svg(0));
  }

  private static String svg(long seed) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>" + seed + "</title></svg>";
  }

  /** The scores are 5, 1 and 3: the median is that of seed 3. */
  @Test
  void theRunWithTheMedianScoreIsShown() throws IOException {
    Path study = folder.resolve("shown");
    SyntheticStudy synthetic = SyntheticStudy.write(study, YAML);
    double[] scores = {5, 1, 3};
    for (long seed = 1; seed <= 3; seed++) {
      synthetic.scripted("baseline", seed, 0, scores[(int) seed - 1]);
      RunDirectory run = new RunDirectory(study.resolve("baseline").resolve("seed-" + seed));
      run.exhibits().write(List.of(episode(seed), map()));
      run.complete(Map.of(), Fence.NONE);
    }
    String page = Files.readString(ReportWriter.write(List.of(study), folder.resolve("report")));
    String data = Base64.getEncoder().encodeToString(svg(3).getBytes(StandardCharsets.UTF_8));
    assertThat(Xml.parse(page).getTextContent())
        .contains("seed 3, the median of 3 runs", "Return 3 <so far>.")
        .doesNotContain("Return 1", "Return 5");
    assertThat(page).contains("src=\"data:image/svg+xml;base64," + data + "\" alt=\"An episode.\"");
    assertThat(folder.resolve("report").resolve(ReportWriter.MARKDOWN))
        .content()
        .contains("Return 3", "Drawn in index.html", "```text\n→ ↓\n← G\n```");
  }
}
