package dev.ensayo.environments.taggedtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.labelledtext.LabelledTextPart;
import dev.ensayo.core.labelledtext.LabelledTextSource;
import dev.ensayo.core.labelledtext.LabelledTexts;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaggedSentencesTest {
  private static final SeedSequence SEEDS = new SeedSequence(1);

  /** The format's own example of a multiword token and an empty node, with blanks for tabs. */
  private static final String VAMONOS =
      """
      # sent_id = 1
      # text = vámonos al mar
      1-2 vámonos _ _ _ _ _ _ _ _
      1 vamos ir VERB VB Number=Plur|Person=1 0 root _ _
      2 nos nosotros PRON PP Number=Plur|Person=1 1 obj _ _
      3-4 al _ _ _ _ _ _ _ SpaceAfter=No
      3 a a ADP IN _ 5 case _ _
      4 el el DET DT Gender=Masc|Number=Sing 5 det _ _
      4.1 gran grande ADJ JJ _ _ _ 5:amod _
      5 mar mar NOUN NN Gender=Masc|Number=Sing 1 obl _ Gloss=sea

      1 Mar mar NOUN NN Gender=Fem|Number=Sing 0 root _ _
      2 ! ! PUNCT . _ 1 punct _ _
      """
          .replace(' ', '\t')
          .replace("#\tsent_id\t=\t1", "# sent_id = 1");

  @TempDir Path folder;

  private LabelledTextSource open(String settings) {
    return new TaggedTextProvider().open(Settings.of(TaggedTextConfig.class, settings));
  }

  private LabelledTextSource conllu(String text, String more) throws IOException {
    Path file = Files.writeString(folder.resolve("a.conllu"), text);
    return open(
        "{source: {type: conllu, train: '" + file + "'" + more + "}, validShare: 0, testShare: 0}");
  }

  private static List<String> tags(LabelledTextSource source, Split split, int index) {
    return Arrays.stream(source.texts(SEEDS).part(split).labels(index))
        .mapToObj(source.spec().classes()::get)
        .toList();
  }

  @Test
  void wordsOfConlluAreThoseWithAWholeNumber() throws IOException {
    LabelledTextSource source = conllu(VAMONOS, "");
    LabelledTextPart train = source.texts(SEEDS).part(Split.TRAIN);
    assertThat(train.size()).isEqualTo(2);
    assertThat(train.written(0)).containsExactly("vamos", "nos", "a", "el", "mar");
    assertThat(tags(source, Split.TRAIN, 0)).containsExactly("VERB", "PRON", "ADP", "DET", "NOUN");
    assertThat(train.origin(0)).isEqualTo("a.conllu:4");
    assertThat(train.origin(1)).isEqualTo("a.conllu:12");
    assertThat(source.dataSha256()).containsOnlyKeys("a.conllu");
  }

  @Test
  void aClassIsAColumnOrAFeature() throws IOException {
    assertThat(tags(conllu(VAMONOS, ", tag: XPOS"), Split.TRAIN, 1)).containsExactly("NN", ".");
    assertThat(tags(conllu(VAMONOS, ", tag: DEPREL"), Split.TRAIN, 1))
        .containsExactly("root", "punct");
    assertThat(tags(conllu(VAMONOS, ", tag: Gender"), Split.TRAIN, 0))
        .containsExactly("_", "_", "_", "Masc", "Masc");
    assertThat(tags(conllu(VAMONOS, ", tag: Gloss"), Split.TRAIN, 0))
        .containsExactly("_", "_", "_", "_", "sea");
  }

  @Test
  void lettersMayBeMadeSmallAndPartsMayBeGiven() throws IOException {
    Path train = Files.writeString(folder.resolve("train.conllu"), VAMONOS);
    Path test =
        Files.writeString(
            folder.resolve("test.conllu"),
            VAMONOS.replace("mar\t", "lago\t").replace("\n", "\r\n"));
    LabelledTextSource source =
        open(
            "{source: {type: conllu, train: '%s', test: '%s'}, validShare: 0, lowerCase: true}"
                .formatted(train, test));
    LabelledTexts texts = source.texts(SEEDS);
    assertThat(texts.encoder().inputs().tokens())
        .as("twice or more")
        .containsExactly("<unk>", "mar");
    assertThat(texts.part(Split.TEST).seen(0)).containsExactly(true, true, true, true, false);
    assertThat(texts.part(Split.TEST).tokens(1)).containsExactly(1, 0);
    assertThat(texts.part(Split.VALID).size()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 a a X|a.conllu:1: a word has 10 fields with tabs between, not 4",
        "x a a X _ _ 0 root _ _|a.conllu:1: 'x' is no number of a word",
        "1 a a X _ _ 0 root _ _;3 b b X _ _ 0 root _ _|a.conllu:2: word 3 stands where word 2 should; a blank line ends a sentence",
        "1  a X _ _ 0 root _ _|a.conllu:1: the word itself, field 2, is empty",
        "1 a a X _ _ 0 root _ _;2 b b _ _ _ 0 root _ _|a.conllu:2: 'b' has no UPOS",
        "# nothing|it has no sentence",
        "1 a a X _ _ 0 root _ _|all words of a.conllu have the tag 'X'; at least two are needed",
      })
  void conlluThatIsRefused(String text, String message) {
    String file = text.startsWith("#") ? text : text.replace(' ', '\t').replace(";", "\n");
    assertThatThrownBy(() -> conllu(file, "")).hasMessageContaining(message);
  }

  @Test
  void aFeatureThatNoWordHas() {
    assertThatThrownBy(() -> conllu(VAMONOS, ", tag: Gendre"))
        .hasMessageContaining("no word has a 'Gendre'; did you mean 'Gender'?");
  }

  @Test
  void filesThatAreNotThereOrNotText() throws IOException {
    assertThatThrownBy(() -> open("{source: {type: conllu, train: /no/such.conllu}}"))
        .hasMessageContaining("there is no file '/no/such.conllu'");
    assertThatThrownBy(() -> open("{source: {type: slashed, folder: /no/such}}"))
        .hasMessageContaining("there is no folder '/no/such'");
    assertThatThrownBy(
            () -> open("{source: {type: slashed, folder: '" + folder + "', files: 'c*'}}"))
        .hasMessageContaining("has no file called 'c*'");
    Files.writeString(folder.resolve("ca01"), "The/at end\n");
    assertThatThrownBy(
            () -> open("{source: {type: slashed, folder: '" + folder + "', files: 'c*'}}"))
        .hasMessageContaining("ca01:1: 'end' is no word with a '/' and its tag behind it");
  }

  @Test
  void slashedFilesStayTogetherAndTagsMayBeMadePlain() throws IOException {
    for (int i = 0; i < 5; i++) {
      Files.writeString(
          folder.resolve("c" + i), "\n\tThe/at-tl 1/2/cd au/fw-in+at-hl ,/,\n\n\tno/at --/--\n");
    }
    Files.writeString(folder.resolve("README"), "no tags");
    String source = "{source: {type: slashed, folder: '" + folder + "', files: 'c?'";
    LabelledTextSource written = open(source + "}, validShare: 0.2, testShare: 0.2}");
    assertThat(written.spec().classes())
        .containsExactly(",", "--", "at", "at-tl", "cd", "fw-in+at-hl");
    LabelledTextPart train = written.texts(SEEDS).part(Split.TRAIN);
    List<String> origins = new ArrayList<>();
    for (int i = 0; i < train.size(); i++) {
      origins.add(train.origin(i).substring(0, 2));
    }
    assertThat(origins).hasSize(6);
    assertThat(origins.stream().distinct()).hasSize(3);
    assertThat(train.written(0)).containsExactly("The", "1/2", "au", ",");
    LabelledTextSource plain = open(source + ", plain: true}, validShare: 0, testShare: 0}");
    assertThat(tags(plain, Split.TRAIN, 0)).containsExactly("at", "cd", "in", ",");
    assertThat(tags(plain, Split.TRAIN, 1)).containsExactly("at", "--");
  }
}
