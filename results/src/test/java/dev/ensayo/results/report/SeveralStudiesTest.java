package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.study.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies in one report: side by side where they share a task, and told apart where not. */
final class SeveralStudiesTest {
  private static final String STUDY =
      """
      study: %s
      environment: {type: %s}
      agent: {type: dqn}
      budget: {environmentSteps: 30000}
      seeds: {count: 3}
      variants:
        baseline: {}
        double: {agent.doubleDqn: true}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void studies() throws IOException {
    scripted("first", "first", "cartpole-v1", "");
    scripted("second", "second", "cartpole-v1", "report: {window: 2}\n");
    scripted("shorter", "shorter", "cartpole-v1", "report: {metric: eval/length, better: lower}\n");
    scripted("elsewhere", "elsewhere", "acrobot-v1", "");
  }

  private void scripted(String place, String name, String environment, String more)
      throws IOException {
    SyntheticStudy study =
        SyntheticStudy.write(folder.resolve(place), STUDY.formatted(name, environment) + more);
    for (String variant : List.of("baseline", "double")) {
      for (long seed = 1; seed <= 3; seed++) {
        study.scripted(variant, seed, 1, 100, 200 + 10.0 * seed);
        Path config = folder.resolve(place).resolve(variant + "/seed-" + seed + "/config.yaml");
        study.config(variant, seed, Files.readString(config).replace("cartpole-v1", environment));
      }
    }
  }

  private WrittenReport report(Language language, String... studies) throws IOException {
    Path out = folder.resolve("report");
    ReportWriter.write(
        List.of(studies).stream().map(folder::resolve).toList(),
        out,
        ReportLanguage.asked(language),
        doing -> {});
    return new WrittenReport(out);
  }

  @Test
  void variantsOfOneTaskStandSideBySide() throws IOException {
    WrittenReport report = report(Language.ENGLISH, "first", "second");

    assertThat(report.text())
        .contains(
            "first and second are scored alike, by eval/return in cartpole-v1; their scores stand"
                + " side by side and are not tested against each other. Read them with a"
                + " reservation: not all have the same number of values in a score.")
        .contains("Studies side by side: eval/return in cartpole-v1.");
    assertThat(report.markdown())
        .contains("| first: double | 220 \\[210, 230\\] | 3 of 3 | 30,000 environment steps |")
        // Of seed s the mean of 100 and 200 + 10 s.
        .contains("| second: double | 160 \\[155, 165\\] |");
    assertThat(Files.readString(report.folder().resolve("tables/side-by-side.tex")))
        .contains("first: baseline & 220 [210, 230]");
  }

  @Test
  void linksOfNoStudyLeadIntoAnother() throws IOException {
    WrittenReport report = report(Language.ENGLISH, "first", "second", "elsewhere");
    PageLinks page = PageLinks.of(report.folder().resolve(ReportWriter.HTML));

    assertThat(page.faults()).isEmpty();
    assertThat(page.faultsOfMarkdown()).isEmpty();
    assertThat(page.targets())
        .contains("#study-1", "#study-2", "#study-3")
        .contains("../first/double/seed-1/config.yaml", "../second/double/seed-1/config.yaml");
    page.elements("article")
        .forEach(
            article ->
                assertThat(PageLinks.of(article).targets())
                    .allMatch(
                        target ->
                            target.startsWith("#" + article.getAttribute("id") + "-")
                                || target.startsWith("../")));
  }

  @Test
  void whatCannotBeComparedIsSaid() throws IOException {
    String text = report(Language.ENGLISH, "first", "shorter", "elsewhere").text();

    assertThat(text)
        .contains(
            "first and shorter cannot be compared: one is scored by eval/return, the other by")
        .contains(
            "first and elsewhere cannot be compared: one learns in cartpole-v1, the other in"
                + " acrobot-v1.")
        .doesNotContain("Studies side by side:");
  }

  @Test
  void studiesOfOneNameAreToldApartByTheirFolders() throws IOException {
    scripted("again", "first", "cartpole-v1", "");
    assertThat(report(Language.ENGLISH, "first", "again").text())
        .contains("first (" + folder.resolve("first") + "): double")
        .contains("first (" + folder.resolve("again") + "): double");
  }

  @Test
  void inSpanishToo() throws IOException {
    WrittenReport report = report(Language.SPANISH, "second", "first", "elsewhere");

    assertThat(report.text())
        .contains("Los estudios, uno al lado de otro")
        .contains("no todas coinciden en el número de valores en una puntuación.");
    assertThat(
            OneLanguage.strangers(
                Language.SPANISH, report.html(), "first", "second", "elsewhere", "Processor"))
        .isEmpty();
  }
}
