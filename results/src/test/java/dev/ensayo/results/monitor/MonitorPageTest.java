package dev.ensayo.results.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.study.Language;
import dev.ensayo.results.drift.FeatureDrift;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.outcome.CalibrationBin;
import dev.ensayo.results.outcome.GroupScore;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class MonitorPageTest {
  private static final String FROM = "2026-11-29T20:00:00Z";
  private static final String TO = "2026-11-29T21:00:00Z";

  @TempDir private Path folder;

  private static FeatureDrift drift(String name, double index, double p) {
    return new FeatureDrift(name, index, 0.02, index, p, p, 500, 3);
  }

  private void log() throws IOException {
    MonitorLog log = new MonitorLog(folder);
    log.add(
        new MonitorRecord.Served("wine", "seed-1", FROM, "runs/wine/mlp/seed-1", "classes", 150));
    for (int window = 0; window < 4; window++) {
      log.add(
          new MonitorRecord.Window(
              "wine",
              "seed-1",
              FROM,
              TO,
              500,
              window,
              List.of(drift("alcohol", 0.02, 0.5), drift("hue <1", 0.1 * window, 0.001)),
              List.of(drift("predicted", 0.01, 0.9))));
    }
    log.add(
        new MonitorRecord.Outcome(
            "wine",
            "seed-1",
            FROM,
            TO,
            new GroupScore("all", 400, 0.9, 0.87, 0.93, 1, 1, false),
            List.of(
                new GroupScore("red", 100, 0.7, 0.6, 0.78, 1e-5, 2e-5, true),
                new GroupScore("white", 300, 0.97, 0.94, 0.98, 1e-5, 2e-5, false)),
            List.of(new CalibrationBin(400, 0.95, 0.9))));
  }

  private String page(Language language) throws Exception {
    MonitorLog.Content content = MonitorLog.read(folder);
    String page = new MonitorPage(Phrasebook.of(language)).write("the <cellar>", content, 0);
    // Well-formed, or this throws.
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>\n", ""))));
    return page;
  }

  @Test
  void whatWasFoundIsSaid() throws Exception {
    log();
    assertThat(page(Language.ENGLISH))
        .contains(
            "red is served worse than the others: 0.700 [0.600, 0.780], corrected p &lt; 0.001.")
        .contains("In the last window, one feature is not like what was learned from: hue &lt;1")
        .contains("3 of 4 windows have a feature that changed.")
        .contains("Accuracy by the last 400 right answers that came in: 0.900 [0.870, 0.930].")
        .contains(
            "2000 rows were answered in ended windows, 6 requests refused for what they asked.")
        .contains("Version seed-1, of runs/wine/mlp/seed-1, served since")
        .doesNotContain("could not be read");
    assertThat(page(Language.SPANISH))
        .contains("Se sirve peor a red que a los demás: 0,700")
        .doesNotContain("window");
  }

  /** As after a kill in the middle of a line. */
  @Test
  void halfALineIsLeftOutAndTold() throws Exception {
    log();
    Path file = folder.resolve(MonitorLog.FILE);
    Files.writeString(file, "{\"kind\":\"window\",\"mod", StandardOpenOption.APPEND);
    new MonitorLog(folder)
        .add(
            new MonitorRecord.Served("wine", "seed-2", FROM, "runs/wine/mlp/seed-2", "classes", 9));
    MonitorLog.Content content = MonitorLog.read(folder);
    assertThat(content.damaged()).containsExactly(7);
    assertThat(content.records()).hasSize(7);
    assertThat(page(Language.ENGLISH)).contains("1 line of the log could not be read: 7.");
  }

  @Test
  void nothingAskedIsAPageToo() throws Exception {
    Files.writeString(folder.resolve(MonitorLog.FILE), "");
    assertThat(page(Language.ENGLISH)).contains("Nothing was asked yet.");
    Path written = MonitorReport.write(folder, folder.resolve("report"), Phrasebook.ENGLISH);
    assertThat(written).exists();
  }
}
