package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.experiments.cli.CommandLineHarness.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of bundled studies, alone and together: where their links lead, and what is refused. */
class ReportCommandTest {
  private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");

  @TempDir private static Path folder;

  private static Path runs;

  @BeforeAll
  static void runBriefly() {
    runs = folder.resolve("runs");
    run("xor", "budget.epochs=2", "evaluation.every=1");
    run("frozenlake-parts", "budget.environmentSteps=500", "evaluation.every=250");
  }

  private static void run(String study, String... settings) {
    List<Object> arguments = new ArrayList<>(List.of("run", study, "--out", runs, "--seeds", 2));
    for (String setting : settings) {
      arguments.add("--set");
      arguments.add(setting);
    }
    Outcome outcome = ensayo(arguments.toArray());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult each) -> each.group(1)).toList();
  }

  private static void everyLinkLeadsSomewhere(Path page) throws IOException {
    String html = Files.readString(page);
    List<String> ids = found(ID, html);
    assertThat(ids).doesNotHaveDuplicates();
    List<String> links = found(LINK, html);
    assertThat(links).hasSizeGreaterThan(20);
    for (String link : links) {
      if (link.startsWith("#")) {
        assertThat(ids).contains(link.substring(1));
      } else {
        assertThat(Path.of(page.toUri().resolve(URI.create(link)))).isRegularFile();
      }
    }
    assertThat(links).anyMatch(link -> link.endsWith("/seed-2/config.yaml"));
  }

  @Test
  void everyLinkOfEachReportLeadsSomewhere() throws IOException {
    everyLinkLeadsSomewhere(runs.resolve("xor/report/index.html"));
    everyLinkLeadsSomewhere(runs.resolve("frozenlake-parts/report/index.html"));
  }

  @Test
  void severalStudiesMakeOnePageBesideThemAndLeaveTheirOwnAsTheyAre() throws IOException {
    Path own = runs.resolve("xor/report/index.html");
    String before = Files.readString(own);
    Outcome outcome =
        ensayo("report", runs.resolve("xor"), runs.resolve("frozenlake-parts"), "--lang", "en");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Path page = runs.resolve("report/index.html");
    assertThat(outcome.out()).contains("report: " + page);
    everyLinkLeadsSomewhere(page);
    assertThat(Files.readString(page))
        .contains(
            "xor and frozenlake-parts cannot be compared: one is scored by test/accuracy, the other"
                + " by eval/return.");
    assertThat(Files.readString(own)).isEqualTo(before);
  }

  @Test
  void wrongInputIsOneLine() throws IOException {
    Path xor = runs.resolve("xor");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    refused("there is no folder", "report", folder.resolve("none"));
    refused("is a file; give the folder of a study", "report", xor.resolve("study.yaml"));
    refused("there is no study.yaml and no manifest.json in it", "report", empty);
    refused("is given twice", "report", xor, runs.resolve("xor/../xor"));
    refused(
        "say with --out where it is to be",
        "report",
        xor.resolve("eight-units"),
        xor.resolve("relu"));
    refused("is a file; give the folder of a study", "runs", xor.resolve("study.yaml"));
    refused("is a file; give the folder of a study", "compare", xor.resolve("study.yaml"), xor);
    refused("is a folder; give the file of a study", "run", xor);
    refused("is a folder; give an archive", "reproduce", xor, "--out", folder.resolve("again"));
  }

  private static void refused(String why, Object... arguments) {
    Outcome outcome = ensayo(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).contains(why).hasLineCount(1);
  }
}
