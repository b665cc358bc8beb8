package dev.ensayo.core.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PreprocessingTest {
  @TempDir Path folder;

  private static DecisionProcessSpec process(ObservationSpec observation) {
    return new DecisionProcessSpec(observation, 3, 0, OptionalDouble.empty(), false);
  }

  static Stream<Preprocessing> kinds() {
    return Stream.of(
        new Preprocessing(
            new TableInputs(
                "\t",
                false,
                new CellFormat(List.of("", "?"), ",", true),
                false,
                List.of(
                    new InputColumn.Numbers("x", 0.1, 1 / 3.0, 1e-300, true),
                    new InputColumn.Categories("c", List.of("ä \"1\"", "b"), "b", true))),
            new Outputs.Quantity("price", new AnswerScale(3932.8, 3989.4)),
            List.of(
                ColumnProfile.Numbers.of("x", new double[] {1, 2, Double.NaN}),
                ColumnProfile.Numbers.of("empty", new double[] {Double.NaN}),
                new ColumnProfile.Categories("c", 3, 1, Map.of("ä \"1\"", 2L)))),
        Preprocessing.of(
                new PictureInputs(
                    List.of(3, 9, 9),
                    List.of(1, 8, 8),
                    "pad",
                    false,
                    List.of(1f / 255),
                    List.of(-0.1f)),
                new Outputs.Classes("", List.of("a", "b")))
            .withPredictions(
                PredictionProfile.ofClasses(
                    List.of("a", "b"), new float[] {0.9f, 0.1f, 0.25f, 0.75f})),
        Preprocessing.of(
            Inputs.Tokens.of(new Vocabulary(TokenUnit.CHARACTER, List.of("a", "\n"))),
            new Outputs.Tokens()),
        Preprocessing.of(
            new TextInputs(TokenUnit.WORD, true, false, 9, List.of("<unk>", "der")),
            new Outputs.Tags(List.of("ART", "N"))),
        Preprocessing.of(new Inputs.Numbers(List.of(0, 4)), new Outputs.Numbers(2)),
        Preprocessing.of(process(ObservationSpec.continuous(4))),
        Preprocessing.of(process(ObservationSpec.discrete(16))));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsWrittenIsReadAgain(Preprocessing preprocessing) throws IOException {
    preprocessing.write(folder);
    assertThat(Preprocessing.read(folder)).contains(preprocessing);
    byte[] once = Files.readAllBytes(folder.resolve(Preprocessing.FILE));
    Preprocessing.read(folder).orElseThrow().write(folder);
    assertThat(folder.resolve(Preprocessing.FILE)).hasBinaryContent(once);
  }

  @Test
  void policiesSayWhatTheySeeAndDo() {
    assertThat(Preprocessing.of(process(ObservationSpec.discrete(16))))
        .isEqualTo(Preprocessing.of(new Inputs.State(16), new Outputs.Actions(3)));
    assertThat(Preprocessing.of(process(ObservationSpec.continuous(4))).inputs())
        .isEqualTo(new Inputs.Numbers(List.of(4), 1));
    assertThat(Preprocessing.of(process(ObservationSpec.bytes(3, 8, 8))).inputs())
        .isEqualTo(new Inputs.Numbers(List.of(3, 8, 8), 255));
  }

  @Test
  void nothingAndNonsenseAreTold() throws IOException {
    assertThat(Preprocessing.read(folder)).isEmpty();
    Files.writeString(folder.resolve(Preprocessing.FILE), "{\"inputs\": {\"kind\": \"smell\"}}");
    assertThatThrownBy(() -> Preprocessing.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.resolve(Preprocessing.FILE) + " is no preprocessing")
        .hasMessageContaining("smell");
  }

  @Test
  void numbersAreThoseOfTables() {
    CellFormat point = CellFormat.PLAIN;
    assertThat(point.number("-1.5e3")).isEqualTo(-1500);
    assertThat(point.number(".5")).isEqualTo(0.5);
    for (String word : List.of("NaN", "Infinity", "1d", "0x1", "1,5", "1_000", "", "-", "1e400")) {
      assertThat(point.number(word)).as(word).isNaN();
    }
    CellFormat comma = point.withOtherDecimal();
    assertThat(comma.number("1,5")).isEqualTo(1.5);
    assertThat(comma.number("1.5")).isNaN();
    assertThat(comma.category("2,50")).isEqualTo("2.5");
  }

  @Test
  void predictionsAreCounted() {
    List<ColumnProfile> classes =
        PredictionProfile.ofClasses(
            List.of("a", "b"), new float[] {0.9f, 0.1f, 0.25f, 0.75f, 0.5f, 0.5f});
    assertThat(classes.get(0))
        .isEqualTo(new ColumnProfile.Categories("predicted", 3, 0, Map.of("a", 2L, "b", 1L)));
    assertThat(((ColumnProfile.Numbers) classes.get(1)).quantiles())
        .startsWith(0.5)
        .endsWith(0.9f + 0.0);
  }

  @Test
  void textsAreMeasured() {
    TextProfile profile = new TextProfile(3, 0);
    profile.add(new int[] {1, 1, 0, 2});
    profile.add(new int[] {1, 2});
    List<ColumnProfile> columns = profile.columns(List.of("<unk>", "der", "la")::get);
    assertThat(columns)
        .extracting(ColumnProfile::name)
        .containsExactly("length", "unknown share", "token");
    assertThat(((ColumnProfile.Numbers) columns.get(0)).mean()).isEqualTo(3);
    assertThat(((ColumnProfile.Numbers) columns.get(1)).mean()).isEqualTo(0.125);
    assertThat(columns.get(2))
        .isEqualTo(
            new ColumnProfile.Categories("token", 6, 0, Map.of("der", 3L, "la", 2L, "<unk>", 1L)));
  }

  /** The hundred most frequent have a name. */
  @Test
  void rareTokensAreCountedTogether() {
    TextProfile profile = new TextProfile(103);
    for (int id = 0; id < 103; id++) {
      int[] text = new int[id + 1];
      Arrays.fill(text, id);
      profile.add(text);
    }
    ColumnProfile.Categories tokens =
        (ColumnProfile.Categories) profile.columns(id -> "t" + id).get(1);
    assertThat(tokens.counts()).hasSize(101).containsEntry(TextProfile.OTHERS, 1L + 2 + 3);
    assertThat(tokens.count()).isEqualTo(103 * 104 / 2);
  }
}
