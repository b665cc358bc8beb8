package dev.ensayo.results.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.study.Language;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every sentence in the sources has its Spanish one, and no other way leads into a report. */
class SentencesTest {
  private static SaidInSources said;

  @BeforeAll
  static void readSources() throws IOException {
    said = SaidInSources.read();
  }

  @Test
  void everySentenceIsSaidInSpanishAndNoneIsLeftOver() {
    assertThat(Catalogue.ofReport(Language.SPANISH).sentences().keySet())
        .as("es.yaml against words.say(…) and words.counted(…)")
        .containsExactlyInAnyOrderElementsOf(said.templates());
  }

  @Test
  void nothingIsSaidPastThePhrasebook() {
    assertThat(said.faults()).isEmpty();
  }

  @Test
  void bothLanguagesHaveTheSamePlacesFormsAndEdges() {
    Catalogue.ofReport(Language.SPANISH).sentences().forEach(SentencesTest::fit);
  }

  private static void fit(String english, String spanish) {
    List<String> ofEnglish = List.of(english.split("\\|", -1));
    List<String> ofSpanish = List.of(spanish.split("\\|", -1));
    assertThat(ofSpanish).as(english).hasSameSizeAs(ofEnglish);
    assertThat(new Template(ofSpanish.get(ofSpanish.size() - 1)).places().stream().distinct())
        .as("what stands in %s", english)
        .containsExactlyElementsOf(
            new Template(ofEnglish.get(ofEnglish.size() - 1))
                .places().stream().distinct().toList());
    for (String edge : List.of(" ", ",", ";")) {
      assertThat(spanish.startsWith(edge)).as(english).isEqualTo(english.startsWith(edge));
    }
    assertThat(spanish.endsWith(".")).as(english).isEqualTo(english.endsWith("."));
  }

  @Test
  void spanishIsWrittenAsSpanish() {
    Map<String, String> sentences = Catalogue.ofReport(Language.SPANISH).sentences();
    assertThat(sentences.values())
        .allSatisfy(
            spanish -> {
              assertThat(spanish)
                  .as("percent signs stand apart")
                  .doesNotContainPattern("\\d%|\\d %");
              assertThat(spanish).as("a decimal comma").doesNotContainPattern("\\d\\.\\d");
              assertThat(spanish).as("signs at both ends").doesNotContainPattern("^[^¿]*\\?");
            });
  }
}
