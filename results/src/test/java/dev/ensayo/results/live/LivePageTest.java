package dev.ensayo.results.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.Language;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.report.OneLanguage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class LivePageTest {
  private static final MachineUse MACHINE =
      new MachineUse("here", OptionalDouble.of(0.5), 2, 1L << 30, 4L << 30);

  @TempDir Path folder;

  private StudyWatch running() throws IOException {
    MadeUpRuns study = new MadeUpRuns(folder);
    study.study();
    MadeUpRuns.append(study.begin("baseline", 1), MadeUpRuns.tests(10, 1, 2, 3));
    study.complete("baseline", 1, 5);
    MadeUpRuns.append(study.begin("other", 1), MadeUpRuns.tests(10, 4, 5));
    MadeUpRuns.append(
        study.run("other", 1),
        "environment_step,10,train/loss,1.0\r\nenvironment_step,20,train/loss,0.5\r\n");
    study.beat("other", 1, 0);
    return new StudyWatch(folder);
  }

  private static String html(Snapshot snapshot) {
    LivePage page = new LivePage(LiveWords.ENGLISH);
    return page.html(page.parts(snapshot, MACHINE));
  }

  @Test
  void isWellFormedAndNeedsNothingFromElsewhere() throws Exception {
    for (Snapshot snapshot :
        List.of(running().look(), new StudyWatch(folder.resolve("none")).look())) {
      String html = html(snapshot);
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))));
      List<String> links = new ArrayList<>();
      Matcher link = Pattern.compile("(?:href|src)=\"([^\"]*)\"").matcher(html);
      while (link.find()) {
        links.add(link.group(1));
      }
      assertThat(links).containsOnly("data:,", "/live.css", "/live.js");
      List<String> ids = new ArrayList<>();
      Matcher id = Pattern.compile(" id=\"([^\"]*)\"").matcher(html);
      while (id.find()) {
        ids.add(id.group(1));
      }
      assertThat(ids).doesNotHaveDuplicates().contains("study", "numbers", "main", "variants");
    }
    assertThat(LivePage.css() + LivePage.script())
        .doesNotContain("//cdn")
        .doesNotContain("@import");
  }

  @Test
  void showsHowTheStudyStands() throws IOException {
    String html = html(running().look());

    assertThat(html)
        .contains("Is &lt;this&gt; &amp; that escaped?")
        .contains("1 of 4 runs is being made.")
        .contains("<dt>waiting</dt><dd>2</dd>")
        .contains("<dt>done</dt><dd>1</dd>")
        .contains("<dd>50 % of 2 processors</dd>")
        .contains("<dd>1.0 of 4.0 GB</dd>")
        .contains("other seed 1</th><td class=\"number\">20 %</td><td class=\"number\">5</td>")
        .contains("id=\"curve-main-wide-title\">eval/return so far")
        .contains("id=\"training-0-small-title\">train/loss so far")
        .contains("href=\"data:,\"");
  }

  @Test
  void drawsCurvesAnewOnlyWhenSomethingWasRecorded() throws IOException {
    StudyWatch watch = running();
    LivePage page = new LivePage(LiveWords.ENGLISH);
    ImmutableMap<String, String> first = page.parts(watch.look(), MACHINE);
    ImmutableMap<String, String> second = page.parts(watch.look(), MACHINE);
    assertThat(second.get("main")).isSameAs(first.get("main"));

    MadeUpRuns study = new MadeUpRuns(folder);
    MadeUpRuns.append(study.run("other", 1), MadeUpRuns.tests(30, 6));
    assertThat(page.parts(watch.look(), MACHINE).get("main")).isNotEqualTo(first.get("main"));
  }

  @Test
  void saysThatItHasEndedAndLinksToTheReportThatIsThere() throws IOException {
    MadeUpRuns study = new MadeUpRuns(folder);
    study.study();
    for (String variant : List.of("baseline", "other")) {
      for (int seed = 1; seed <= 2; seed++) {
        MadeUpRuns.append(study.begin(variant, seed), MadeUpRuns.tests(10, seed));
        study.complete(variant, seed, 5);
      }
    }
    StudyWatch watch = new StudyWatch(folder);
    assertThat(html(watch.look())).contains("The study has ended").doesNotContain("/report/");

    Files.createDirectories(folder.resolve("report"));
    Files.writeString(folder.resolve("report/index.html"), "<html/>");
    assertThat(html(watch.look())).contains("<a href=\"/report/\">Read the report</a>");
  }

  @Test
  void speaksOneLanguage() throws IOException {
    MadeUpRuns study = new MadeUpRuns(folder);
    StudyWatch running = running();
    study.begin("baseline", 2);
    study.manifest("baseline", 2, RunStatus.FAILED, "loss is NaN", 1);
    for (Language language : Language.values()) {
      LivePage page = new LivePage(new LiveWords(Phrasebook.of(language)));
      for (Snapshot snapshot :
          List.of(running.look(), new StudyWatch(folder.resolve("none")).look())) {
        String html = page.html(page.parts(snapshot, MACHINE));
        assertThat(html).contains("lang=\"" + language.tag() + "\"");
        assertThat(
                OneLanguage.strangers(
                    language,
                    html,
                    "Is <this> & that escaped?",
                    "loss is NaN",
                    "other",
                    "far",
                    "here"))
            .isEmpty();
      }
    }
  }

  @Test
  void writesNumbersAsTheLanguageDoes() throws IOException {
    LivePage page = new LivePage(new LiveWords(Phrasebook.of(Language.SPANISH)));
    assertThat(page.html(page.parts(running().look(), MACHINE)))
        .contains("1 de 4 ejecuciones está en curso.")
        .contains("<dd>1,0 de 4,0 GB</dd>")
        .contains("<dt>en espera</dt><dd>2</dd>");
  }
}
