package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who says which language a report is in, and what is said of one that does not exist. */
class ReportLanguageTest {
  private static final String STUDY =
      """
      study: small
      environment: {type: frozenlake-v1}
      agent: {type: q-learning}
      budget: {environmentSteps: 100}
      evaluation: {every: 100, episodes: 1}
      log: {every: 100}
      seeds: [1]
      """;

  @TempDir private Path folder;

  private final Locale machine = Locale.getDefault(Locale.Category.DISPLAY);

  @BeforeEach
  void readInEnglish() {
    Locale.setDefault(Locale.Category.DISPLAY, Locale.US);
  }

  @AfterEach
  void giveTheLocaleBack() {
    Locale.setDefault(Locale.Category.DISPLAY, machine);
  }

  private CommandLineHarness.Outcome run(String text, Object... more) throws IOException {
    return CommandLineHarness.run(folder, "small", text, more);
  }

  private String page() throws IOException {
    String page = Files.readString(folder.resolve("runs/small/report/index.html"));
    return page.substring(page.indexOf("lang=\"") + 6, page.indexOf("lang=\"") + 8)
        + (page.contains("En resumen") ? " en resumen" : "")
        + (page.contains("In short") ? " in short" : "");
  }

  @Test
  void theOptionThenTheStudyThenTheMachine() throws IOException {
    Path small = folder.resolve("runs").resolve("small");
    assertThat(run(STUDY, "--lang", "es").exitCode()).isZero();
    assertThat(page()).isEqualTo("es en resumen");
    ensayo("report", small);
    assertThat(page()).as("nobody says: the machine's").isEqualTo("en in short");
    Locale.setDefault(Locale.Category.DISPLAY, Locale.forLanguageTag("es-CL"));
    ensayo("report", small);
    assertThat(page()).as("the machine's").isEqualTo("es en resumen");
    ensayo("report", small, "--lang", "en");
    assertThat(page()).as("the one asked for").isEqualTo("en in short");
  }

  @Test
  void aStudysLanguageIsNoPartOfWhatItsRunsLearnFrom() throws IOException {
    assertThat(run(STUDY + "language: es\n").exitCode()).isZero();
    assertThat(page()).isEqualTo("es en resumen");
    Path metrics = folder.resolve("runs/small/baseline/seed-1/metrics.csv");
    Object written = Files.getLastModifiedTime(metrics);
    assertThat(Files.readString(metrics.resolveSibling("config.yaml"))).doesNotContain("language");
    CommandLineHarness.Outcome again = run(STUDY + "language: en\n", "--resume");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(page()).isEqualTo("en in short");
    assertThat(Files.getLastModifiedTime(metrics)).isEqualTo(written);
  }

  @Test
  void aLanguageThatNoReportIsWrittenInIsWrongInput() throws IOException {
    CommandLineHarness.Outcome option = run(STUDY, "--lang", "fr");
    assertThat(option.exitCode()).isEqualTo(2);
    assertThat(option.err().strip())
        .isEqualTo("ensayo: --lang: no report is written in 'fr'; known: en, es");
    assertThat(folder.resolve("runs")).as("said before the first run").doesNotExist();
    CommandLineHarness.Outcome key = run(STUDY + "language: spanish\n");
    assertThat(key.exitCode()).isEqualTo(2);
    assertThat(key.err())
        .endsWith(
            "small.yaml:8: language: no report is written in 'spanish'; known: en, es"
                + System.lineSeparator());
    Files.createDirectories(folder.resolve("runs"));
    CommandLineHarness.Outcome report = ensayo("report", folder.resolve("runs"), "--lang", "ES");
    assertThat(report.exitCode()).isEqualTo(2);
    assertThat(report.err()).contains("did you mean 'es'?");
  }
}
