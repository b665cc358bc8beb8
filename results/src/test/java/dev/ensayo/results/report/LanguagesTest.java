package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.file.Fence;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.Language;
import dev.ensayo.results.chart.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of many kinds, in English and in Spanish, none of them in both. */
final class LanguagesTest {
  private static final String STUDY =
      """
      study: %s
      environment: {type: cartpole-v1}
      agent: {type: dqn}
      budget: {environmentSteps: 30000}
      """;

  @TempDir private Path folder;

  private SyntheticStudy study(String name, String more) throws IOException {
    return SyntheticStudy.write(folder.resolve(name), STUDY.formatted(name) + more);
  }

  private String spanish(String name) throws IOException {
    Path page =
        ReportWriter.write(
            List.of(folder.resolve(name)),
            folder.resolve("es"),
            ReportLanguage.asked(Language.SPANISH),
            doing -> {});
    return Xml.parse(Files.readString(page)).getTextContent();
  }

  @Test
  void aComparisonWithFailuresThatIsNotOver() throws IOException {
    Path study = SyntheticStudy.dqnAblation(folder.resolve("ablation"));
    OneLanguage.check(
        study,
        "Which parts of DQN does CartPole need?",
        "loss is NaN at step 14,203; look at <agent.learningRate>");
    assertThat(spanish("ablation"))
        .contains("Este informe es provisional: 2 de 20 ejecuciones no han terminado")
        .containsPattern("p (= 0,\\d{3}|< 0,001)")
        .contains("30\u202f000 pasos del entorno", "10\u00a0mil")
        .contains("1 de marzo de 2026, 10:00:00 UTC", "intervalo del 95\u00a0%")
        .contains("no-replay, semilla 5 no iniciada: no hay carpeta de la ejecución")
        .containsPattern("baseline obtiene \\d{3},\\d \\[\\d{3},\\d; \\d{3},\\d]")
        .doesNotContain("10:00:00Z");
  }

  @Test
  void aGrid() throws IOException {
    OneLanguage.check(
        SyntheticStudy.grid(folder.resolve("grid")),
        "Which learning rate and which discount?",
        "loss is NaN at step 8000",
        "loss is NaN at step 8017",
        "loss is NaN at step 8034");
  }

  @Test
  void aCrowd() throws IOException {
    OneLanguage.check(
        SyntheticStudy.crowd(folder.resolve("crowd")), "Which of twelve tweaks helps?");
  }

  @Test
  void oneSeedOfOneVariant() throws IOException {
    study("alone", "seeds: [1]\nreport: {score: mean}\n").scripted("baseline", 1, 1, 2);
    OneLanguage.check(folder.resolve("alone"), "alone");
    assertThat(spanish("alone"))
        .contains("con una sola semilla y por tanto sin intervalo")
        .contains("1 de 1 terminadas (1 variante × 1 semilla)");
  }

  @Test
  void gridsOfOneAxisWithTiesAndWithOtherEnvironments() throws IOException {
    SyntheticStudy tied = study("tied", "seeds: [1, 2]\ngrid: {agent.rate: [1, 2, 3]}\n");
    SyntheticStudy apart =
        study("g-apart", "seeds: [1, 2]\ngrid: {environment.type: [cartpole-v1, acrobot-v1]}\n");
    for (long seed = 1; seed <= 2; seed++) {
      tied.scripted("baseline+rate=1", seed, 1, 2);
      tied.scripted("baseline+rate=2", seed, 1, 2);
      apart.scripted("baseline+type=cartpole-v1", seed, 1, (double) seed);
      apart.scripted("baseline+type=acrobot-v1", seed, 1, 3);
    }
    OneLanguage.check(folder.resolve("tied"));
    OneLanguage.check(folder.resolve("g-apart"));
  }

  @Test
  void variantsThatMustNotBeCompared() throws IOException {
    SyntheticStudy study =
        study(
            "unlike",
            """
            seeds: [1, 2, 3]
            variants:
              v-first: {}
              v-elsewhere: {environment.type: acrobot-v1}
              v-longer: {budget.environmentSteps: 60000}
              v-longest: {budget.environmentSteps: 90000, environment.limit: 3}
              left-out: {agent.a: 1}
              v-same: {}
            report: {exclude: [left-out], better: lower, across: agent.none, window: 5}
            """);
    for (long seed = 1; seed <= 3; seed++) {
      study.scripted("v-first", seed, 1, 5, 5.01 + seed / 100.0);
      study.scripted("v-elsewhere", seed, 1, 5);
      study.scripted("v-longer", seed, 1, 5, 9 + seed / 100.0);
      study.scripted("v-longest", seed, 1, 5, 1 + seed / 100.0);
      study.scripted("v-same", seed, 1, 5, 5.01 + seed / 100.0);
      study.scripted("left-out", seed, 1, 5);
    }
    study.scripted("stray", 1, 1);
    study.manifest("v-longer", 1, "3f2a1c9", "ffffff1");
    study.manifest("v-longer", 2, "\"dataSha256\" : { }", "\"dataSha256\" : {\"a.txt\":\"1\"}");
    study.manifest("v-first", 2, "\"dataSha256\" : { }", "\"dataSha256\" : {\"a.txt\":\"2\"}");
    study.manifest("v-same", 2, "\"notRepeatable\" : \"\"", "\"notRepeatable\" : \"zzz\"");
    for (long seed = 1; seed <= 3; seed++) {
      for (String variant : List.of("v-first", "v-longer", "v-longest", "v-elsewhere", "v-same")) {
        String type = variant.equals("v-elsewhere") ? "acrobot-v1" : "cartpole-v1";
        study.config(variant, seed, "environment: {type: " + type + "}\n");
      }
    }
    OneLanguage.check(folder.resolve("unlike"));
  }

  @Test
  void nothingToCompareAtAll() throws IOException {
    SyntheticStudy study =
        study("empty", "seeds: [1, 2]\nvariants: {baseline: {}, b: {agent.a: 1}}\n");
    study.failed("baseline", 1, 1000, "zzz");
    study.failed("baseline", 2, 1000, "");
    study.scripted("b", 1, Double.NaN);
    OneLanguage.check(folder.resolve("empty"));
  }

  private void show(Exhibit... exhibits) throws IOException {
    study("shown", "seeds: [1]\n").scripted("baseline", 1, 1, 2);
    RunDirectory run = new RunDirectory(folder.resolve("shown/baseline/seed-1"));
    run.exhibits().write(List.of(exhibits));
    run.complete(Map.of(), Fence.NONE);
  }

  @Test
  void whatPluginsLeftIsSaidByTheirCatalogues() throws IOException {
    String svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>An episode of cartpole-v1</title>"
            + "<text>step 7 · 1 · return 0.50</text></svg>";
    show(
        new Exhibit.Drawn(
            "episode",
            "An episode",
            "What the policy does at the end of a run: the first episode of ./ensayo play.",
            "An episode of cartpole-v1. Return 12.25 after 1 step, ended by the time limit. Every"
                + " 4th step is shown.",
            "Return 12.25 after 1 step, ended by the time limit. Every 4th step is shown.",
            "",
            svg));
    OneLanguage.check(folder.resolve("shown"), "shown");
    assertThat(spanish("shown"))
        .contains("Retorno 12,25 tras 1 paso; lo terminó el límite de tiempo.")
        .contains("Se muestra uno de cada 4 pasos.");
  }

  @Test
  void whatNoCatalogueKnowsStaysAndNumbersAreWrittenInSpanish() throws IOException {
    show(
        new Exhibit.Table(
            "unheard-of",
            "Unheard of",
            "Nobody says that.",
            List.of("word", "share"),
            List.of(List.of("right", "12,345.5 %"), List.of("rey", "reina 0.75, roi 0.5"))));
    assertThat(spanish("shown"))
        .contains("Unheard of", "Nobody says that.", "right")
        .contains("12\u202f345,5 %", "reina 0,75; roi 0,5");
  }

  @Test
  void theOneAskedForThenTheStudysThenTheReaders() throws IOException {
    study("here", "language: es\nseeds: [1]\n").scripted("baseline", 1, 1, 2);
    study("there", "seeds: [1]\n").scripted("baseline", 1, 1, 2);
    assertThat(language(ReportLanguage.ofStudies(Language.ENGLISH), "here")).isEqualTo("es");
    assertThat(language(ReportLanguage.ofStudies(Language.ENGLISH), "there")).isEqualTo("en");
    assertThat(language(ReportLanguage.ofStudies(Language.SPANISH), "there")).isEqualTo("es");
    assertThat(language(ReportLanguage.asked(Language.ENGLISH), "here")).isEqualTo("en");
    assertThat(language(ReportLanguage.ofStudies(Language.ENGLISH), "there", "here"))
        .as("the first that says one")
        .isEqualTo("es");
    assertThat(language(new ReportLanguage(Optional.empty(), Language.ENGLISH), "here"))
        .isEqualTo("es");
  }

  private String language(ReportLanguage language, String... names) throws IOException {
    List<Path> folders = Arrays.stream(names).map(folder::resolve).toList();
    Path page = ReportWriter.write(folders, folder.resolve("out"), language, doing -> {});
    return Xml.parse(Files.readString(page)).getAttribute("lang");
  }

  @Test
  void whatProgramsReadIsTheSameInBoth() throws IOException {
    Path study = SyntheticStudy.dqnAblation(folder.resolve("ablation"));
    for (Language language : Language.values()) {
      ReportWriter.write(
          List.of(study),
          folder.resolve(language.tag()),
          ReportLanguage.asked(language),
          doing -> {});
    }
    for (String file : List.of(ReportWriter.CSV, ReportWriter.SCORES)) {
      assertThat(folder.resolve("es").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("en").resolve(file));
    }
  }
}
