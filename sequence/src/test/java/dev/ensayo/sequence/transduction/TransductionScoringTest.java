package dev.ensayo.sequence.transduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.exhibit.Exhibit.Answers.Item;
import dev.ensayo.core.exhibit.ExhibitStore;
import dev.ensayo.core.transduction.TransductionData;
import dev.ensayo.sequence.fakes.Capitals;
import dev.ensayo.sequence.fakes.MemoryPairs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransductionScoringTest {
  /** Of the test part, "ab" is answered right; "ac" is not, nor is what never ends. */
  private static final TransductionData DATA =
      new MemoryPairs("a=B b=B c=C", "a=A ab=AB", "ab=AB ac=AD a=B abcd=ABCD abc=ABC").data();

  private final TransductionScoring scoring = new TransductionScoring(DATA);

  private Map<String, Double> record(Split split) {
    Map<String, Double> metrics = new HashMap<>();
    double score = scoring.record(split, new Capitals(), (name, value) -> metrics.put(name, value));
    assertThat(score).isEqualTo(metrics.get(split.label() + "/answer_accuracy"));
    return metrics;
  }

  /**
   * Symbols with ends: ab 3 of 3; ac 2 of 3, for D is C; a 1 of 2, the end; abcd 4 of 5, without
   * the end; abc 4 of 4.
   */
  @Test
  void wholeAnswersCountAndSymbolsAtTheirPlaces() {
    assertThat(record(Split.TEST))
        .containsOnly(
            Map.entry("test/answer_accuracy", 2.0 / 5),
            Map.entry("test/symbol_accuracy", 14.0 / 17));
    assertThat(record(Split.VALID)).containsEntry("valid/answer_accuracy", 1.0);
  }

  @Test
  void anAnswerThatIsTooLongOrTooShortIsWrongFromThereOn() {
    AnswerScore none = AnswerScore.NONE;
    assertThat(none.plus(new int[] {1, 2}, new int[] {1, 2, 3}, true))
        .isEqualTo(new AnswerScore(1, 0, 3, 2));
    assertThat(none.plus(new int[] {1, 2}, new int[] {1}, true))
        .isEqualTo(new AnswerScore(1, 0, 3, 1));
    assertThat(none.plus(new int[] {}, new int[] {}, true)).isEqualTo(new AnswerScore(1, 1, 1, 1));
  }

  private Exhibit exhibit(int number) {
    return scoring.exhibits(new Capitals()).get(number);
  }

  /** The commonest answer of the training part, B, is right once, for "a". */
  @Test
  void kindsAreScoredBesideTheCommonestAnswer() {
    assertThat(((Exhibit.Table) exhibit(0)).rows())
        .containsExactly(
            List.of("all", "5", "0.400", "0.824", "0.200"),
            List.of("short ones", "3", "0.333", "0.750", "0.333"),
            List.of("long ones", "2", "0.500", "0.889", "0.000"));
  }

  @Test
  void wrongAnswersComeFirstAndTheFirstAreDrawn() {
    List<Item> items = ((Exhibit.Answers) exhibit(1)).items();
    assertThat(items).extracting(Item::source).containsExactly("ac", "a", "abcd", "ab", "abc");
    assertThat(items).extracting(Item::given).containsExactly("AC", "A", "ABCD…", "AB", "ABC");
    assertThat(items).extracting(Item::wasRight).containsExactly(false, false, false, true, true);
    assertThat(items).extracting(Item::hasWeights).containsExactly(true, true, false, true, true);
    Item first = items.get(0);
    assertThat(first.probability()).isEqualTo(0.25);
    assertThat(first.read()).containsExactly("a", "c");
    assertThat(first.written()).containsExactly("A", "C", Item.END);
    assertThat(first.weights())
        .containsExactly(List.of(1.0, 0.0), List.of(0.0, 1.0), List.of(0.0, 1.0));
  }

  @Test
  void lengthsOfFewExamplesAreLeftOut() {
    TransductionData data =
        new MemoryPairs("a=A", "a=A", "ab=AB ".repeat(4) + "ac=AD " + "a=A ".repeat(6) + "abc=ABC")
            .data();
    Exhibit.Curves curves =
        (Exhibit.Curves) new TransductionScoring(data).exhibits(new Capitals()).get(1);
    assertThat(curves.lines().get(0).x()).containsExactly(1.0, 2.0);
    assertThat(curves.lines().get(0).y()).containsExactly(1.0, 0.8);
  }

  @Test
  void exhibitsAndNotationsAreReadBack(@TempDir Path folder) throws IOException {
    List<Exhibit> exhibits = scoring.exhibits(new Capitals());
    ExhibitStore store = new ExhibitStore(folder.resolve("exhibits"));
    store.write(exhibits);
    assertThat(store.read()).isEqualTo(exhibits);

    NotationFile.write(folder, DATA);
    NotationFile.Notations read = NotationFile.read(folder);
    assertThat(read.source().vocabulary().tokens()).isEqualTo(DATA.source().vocabulary().tokens());
    assertThat(read.target().longest()).isEqualTo(6);
    Files.writeString(folder.resolve(NotationFile.NAME), "{}");
    assertThatThrownBy(() -> NotationFile.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(NotationFile.NAME + " holds no notation");
  }
}
