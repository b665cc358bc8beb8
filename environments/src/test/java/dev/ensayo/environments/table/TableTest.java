package dev.ensayo.environments.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.data.DataFolders;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
  private static final SeedSequence SEEDS = new SeedSequence(1);

  @TempDir Path folder;

  private LabelledExamples open(String settings) {
    return new LabelledTable(
        Settings.of(TableConfig.class, settings), new DataFolders(List.of(folder), folder));
  }

  private LabelledExamples csv(String text, String settings) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), text);
    return open(
        "{source: {type: csv, file: '"
            + file
            + "'}, validShare: 0, testShare: 0"
            + (settings.isEmpty() ? "" : ", " + settings)
            + "}");
  }

  private AbstractThrowableAssert<?, ?> assertRefused(String text, String settings) {
    return assertThatThrownBy(() -> csv(text, settings))
        .isInstanceOf(InvalidSettingException.class);
  }

  private static float[] row(LabelledExamples table, Split part, int index) {
    float[] into = new float[table.spec().inputSize()];
    table.examples(part, SEEDS).read(index, into, 0);
    return into;
  }

  @ParameterizedTest
  @CsvSource({"and, 0001", "or, 0111", "xor, 0110"})
  void connectivesAreTheirTruthTablesInEveryPart(String name, String answers) {
    LabelledExamples table = open("{source: " + name + ", normalize: none}");
    for (Split part : Split.values()) {
      Examples rows = table.examples(part, SEEDS);
      assertThat(rows.size()).isEqualTo(4);
      for (int i = 0; i < 4; i++) {
        assertThat(row(table, part, i)).containsExactly(i < 2 ? 0 : 1, i % 2);
        assertThat(table.spec().classes().get(rows.label(i)))
            .isEqualTo(answers.substring(i, i + 1));
      }
    }
    LabelledExamples noisy = open("{source: {type: " + name + ", noise: 0.1, rows: 40}}");
    assertThat(noisy.examples(Split.TRAIN, SEEDS).size()).isEqualTo(29); // 40 − 8 − 3
    assertThat(noisy.examples(Split.TEST, SEEDS).size()).isEqualTo(8);
  }

  /** Points 0 and 96 of Lang and Witbrock: (0, 6.5) and (0, 0.5), and the same mirrored. */
  @Test
  void spiralsAreThoseOfLangAndWitbrock() {
    LabelledExamples table =
        open("{source: two-spirals, normalize: none, validShare: 0, testShare: 0}");
    assertThat(table.examples(Split.TRAIN, SEEDS).size()).isEqualTo(194);
    assertThat(row(table, Split.TRAIN, 0)).containsExactly(0, 6.5f);
    assertThat(row(table, Split.TRAIN, 1)).containsExactly(-0.0f, -6.5f);
    assertThat(row(table, Split.TRAIN, 192)[0]).isCloseTo(0, within(1e-6f));
    assertThat(row(table, Split.TRAIN, 192)[1]).isCloseTo(0.5f, within(1e-6f));
    assertThat(row(table, Split.TRAIN, 16)[0]).isCloseTo(6.0f, within(1e-6f)); // a quarter turn
  }

  @Test
  void theBumpIsACircleInASquare() {
    LabelledExamples table =
        open(
            "{source: {type: bump, rows: 4000, radius: 0.5}, normalize: none, validShare: 0,"
                + " testShare: 0}");
    Examples rows = table.examples(Split.TRAIN, SEEDS);
    int inside = 0;
    for (int i = 0; i < rows.size(); i++) {
      float[] at = row(table, Split.TRAIN, i);
      assertThat(at[0]).isBetween(-1f, 1f);
      assertThat(rows.label(i)).isEqualTo(Math.hypot(at[0], at[1]) < 0.5 ? 1 : 0);
      inside += rows.label(i);
    }
    // π/4 · 0.5² · 4 / 4 = 0.196 of the square; four standard errors are 0.025.
    assertThat(inside / 4000.0).isBetween(0.171, 0.222);
  }

  /** Least squares in closed form finds the line again. */
  @Test
  void theLineIsThere() {
    LabelledExamples table =
        open(
            "{source: {type: linear-1d, rows: 2000, slope: -3, intercept: 4, noise: 0.1},"
                + " normalize: none, validShare: 0, testShare: 0}");
    Examples rows = table.examples(Split.TRAIN, SEEDS);
    assertThat(table.spec().isClassification()).isFalse();
    double n = rows.size();
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    for (int i = 0; i < n; i++) {
      double x = row(table, Split.TRAIN, i)[0];
      double y = rows.value(i);
      sx += x;
      sy += y;
      sxx += x * x;
      sxy += x * y;
    }
    double slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
    assertThat(slope).isCloseTo(-3, within(0.016)); // four standard errors: 4 · 0.1 / √(2000 / 3)
    assertThat((sy - slope * sx) / n).isCloseTo(4, within(0.009));
    assertThat(rows.label(0)).isEqualTo(-1);
  }

  @Test
  void numbersCategoriesAndQuotesAreRead() throws IOException {
    LabelledExamples table =
        csv(
            "\uFEFFsize,colour,\"the \"\"answer\"\"\"\r\n1,red,no\r\n3,\"green, dark\",yes\r\n\r\n5,\"two\nlines\",no\r\n",
            "normalize: none");
    assertThat(table.spec().inputSize()).isEqualTo(4);
    assertThat(table.spec().classes()).containsExactly("no", "yes");
    assertThat(row(table, Split.TRAIN, 0)).containsExactly(1, 0, 1, 0); // green, red, two lines
    assertThat(row(table, Split.TRAIN, 1)).containsExactly(3, 1, 0, 0);
    assertThat(row(table, Split.TRAIN, 2)).containsExactly(5, 0, 0, 1);
    assertThat(table.dataSha256()).containsOnlyKeys("t.csv");
  }

  @Test
  void damagedFilesNameTheLine() {
    assertRefused("a,b,y\n1,2,0\n3,4\n", "")
        .hasMessageContaining("line 3 has 2 fields, the header has 3");
    assertRefused("a,b,y\n\"x\nz\",2,0\n3,4\n", "").hasMessageContaining("line 4 has 2 fields");
    assertRefused("a,b,y\n1,2,0,9\n", "").hasMessageContaining("line 2 has 4 fields");
    assertRefused("a,a,y\n1,2,0\n", "").hasMessageContaining("two columns are called 'a'");
    assertRefused("a,,y\n1,2,0\n", "").hasMessageContaining("column 2 has no name");
    assertRefused("", "").hasMessageContaining("empty");
    assertRefused("a,y\n", "").hasMessageContaining("no row");
    assertRefused("a,y\n\"1,0\n", "").hasMessageContaining("not CSV");
    assertThatThrownBy(() -> open("{source: {type: csv, file: nowhere.csv}}"))
        .hasMessageContaining("nowhere.csv")
        .hasMessageContaining("no such file");
  }

  private static final String GAPS = "x,c,y\n1,a,0\n,a,1\n5,b,0\n3,?,1\n6,a,0\n";

  @Test
  void gapsAreFilledByMeanAndMode() throws IOException {
    LabelledExamples table = csv(GAPS, "normalize: none");
    assertThat(row(table, Split.TRAIN, 1)).containsExactly(3.75f, 1, 0);
    assertThat(row(table, Split.TRAIN, 3)).containsExactly(3, 1, 0);
  }

  @Test
  void gapsMayBeTold() throws IOException {
    LabelledExamples table = csv(GAPS, "normalize: none, missing: impute-with-indicator");
    assertThat(row(table, Split.TRAIN, 0)).containsExactly(1, 0, 1, 0, 0);
    assertThat(row(table, Split.TRAIN, 1)).containsExactly(3.75f, 1, 1, 0, 0);
    assertThat(row(table, Split.TRAIN, 3)).containsExactly(3, 0, 1, 0, 1);
  }

  @Test
  void gapsMayBeDroppedOrRefused() throws IOException {
    LabelledExamples table = csv(GAPS.replace("3,?,1", "3,b,1"), "normalize: none, missing: drop");
    assertThat(table.examples(Split.TRAIN, SEEDS).size()).isEqualTo(4);
    assertRefused(GAPS, "missing: fail").hasMessageContaining("column 'x', row 2");
    assertRefused("x,y\n1,0\n2,\n3,1\n", "").hasMessageContaining("no answer ('y') in row 2");
  }

  @Test
  void numbersAreNormalizedByTheTrainingRows() throws IOException {
    LabelledExamples standardized = csv("x,y\n2,0\n4,1\n6,0\n8,1\n", "");
    assertThat(row(standardized, Split.TRAIN, 0)[0])
        .isCloseTo((float) (-3 / Math.sqrt(5)), within(1e-6f));
    LabelledExamples scaled = csv("x,y\n2,0\n4,1\n6,0\n8,1\n", "normalize: scale");
    assertThat(row(scaled, Split.TRAIN, 1)[0]).isCloseTo(1 / 3f, within(1e-6f));
  }

  @Test
  void impossibleSettingsAreNamed() {
    String text = "x,c,y\n1,a,0\n2,b,1\n3,c,0\n";
    assertRefused(text, "target: z").hasMessageContaining("no column 'z'");
    assertRefused(text, "columns: [x, yy]").hasMessageContaining("no column 'yy'");
    assertRefused(text, "columns: [x, y]").hasMessageContaining("is the target");
    assertRefused(text, "target: c, task: regression").hasMessageContaining("holds words");
    assertRefused(text, "maxCategories: 2").hasMessageContaining("'c'").hasMessageContaining("3");
    assertRefused(text, "classes: [0, 7]").hasMessageContaining("no class '7'");
    assertRefused("x,y\n1,1.5\n2,2.5\n", "perClass: 1").hasMessageContaining("no classes");
  }

  @Test
  void groupsComeFromAColumn() throws IOException {
    LabelledExamples table = csv("x,g,y\n1,old,0\n2,young,1\n3,,0\n", "group: g");
    assertThat(table.spec().groups()).containsExactly("old", "young");
    Examples rows = table.examples(Split.TRAIN, SEEDS);
    assertThat(List.of(rows.group(0), rows.group(1), rows.group(2))).containsExactly(0, 1, -1);
  }

  @Test
  void irisAndTitanicAreAsPublished() {
    LabelledTable iris =
        new LabelledTable(
            Settings.of(
                TableConfig.class, "{source: iris, validShare: 0, testShare: 0, normalize: none}"),
            TestData.with("tabular/iris.csv"));
    assertThat(iris.spec().classes()).containsExactly("setosa", "versicolor", "virginica");
    assertThat(row(iris, Split.TRAIN, 0)).containsExactly(5.1f, 3.5f, 1.4f, 0.2f);
    assertThat(iris.examples(Split.TRAIN, SEEDS).size()).isEqualTo(150);
    LabelledTable titanic =
        new LabelledTable(
            Settings.of(
                TableConfig.class,
                "{source: titanic, validShare: 0, testShare: 0, normalize: none, group: Sex}"),
            TestData.with("tabular/titanic-train.csv"));
    Examples rows = titanic.examples(Split.TRAIN, SEEDS);
    assertThat(rows.size()).isEqualTo(891);
    int survived = 0;
    for (int i = 0; i < 891; i++) {
      survived += rows.label(i);
    }
    assertThat(survived).isEqualTo(342);
    assertThat(titanic.spec().groups()).containsExactly("female", "male");
    // class 1, 2, 3; female, male; age; siblings; parents; fare; C, Q, S
    assertThat(row(titanic, Split.TRAIN, 0))
        .containsExactly(0, 0, 1, 0, 1, 22, 1, 0, 7.25f, 0, 0, 1);
    // Mr Moran's age is not known: the mean of the 714 known ones, 29.699.
    assertThat(row(titanic, Split.TRAIN, 5)[5]).isCloseTo(29.699118f, within(1e-4f));
  }

  private LabelledExamples source(String text, String source, String settings) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), text);
    return open(
        "{source: {type: csv, file: '%s'%s}, validShare: 0, testShare: 0, normalize: none%s}"
            .formatted(
                file,
                source.isEmpty() ? "" : ", " + source,
                settings.isEmpty() ? "" : ", " + settings));
  }

  private AbstractThrowableAssert<?, ?> assertSourceRefused(String text, String source) {
    return assertThatThrownBy(() -> source(text, source, ""))
        .isInstanceOf(InvalidSettingException.class);
  }

  private static final String ONE_BAD = "x,y\n1,a\n2,b\n\n3O,a\n4,b\n5,a\n6,b\n";

  @Test
  void aBadCellIsNamedWithItsLine() {
    assertRefused(ONE_BAD, "")
        .hasMessageContaining("line 5: column 'x' holds numbers, and '3O' is none")
        .hasMessageContaining("badNumbers: gap");
    for (String bad : List.of("Infinity", "-", "1d", "0x1", "1,5")) {
      assertRefused(ONE_BAD.replace("3O", '"' + bad + '"'), "").hasMessageContaining("'" + bad);
    }
    assertRefused("x,y\n1,1.5\n2,2.5\n3,3.5\n4,-\n5,5.5\n", "task: regression")
        .hasMessageContaining("line 5: column 'y'");
  }

  @Test
  void aBadCellMayBeAGapOrACategory() throws IOException {
    LabelledExamples gaps = source(ONE_BAD, "badNumbers: gap", "");
    assertThat(gaps.spec().inputSize()).isEqualTo(1);
    assertThat(row(gaps, Split.TRAIN, 2)).containsExactly(3.6f); // the mean of 1, 2, 4, 5, 6
    LabelledExamples named = source(ONE_BAD, "missing: ['', 3O]", "");
    assertThat(row(named, Split.TRAIN, 2)).containsExactly(3.6f);
    assertThat(source(ONE_BAD, "", "categorical: [x]").spec().inputSize()).isEqualTo(6);
  }

  @Test
  void whatIsMissingIsWhatIsSaidToBe() throws IOException {
    String text = "x,c,y\n1,-,0\nNA,q,1\n5,q,0\n";
    LabelledExamples table = source(text, "missing: ['', NA, '-', '?']", "");
    assertThat(row(table, Split.TRAIN, 0)).containsExactly(1, 1);
    assertThat(row(table, Split.TRAIN, 1)).containsExactly(3, 1);
    // The name it had before, and what is empty besides.
    assertThat(row(source(text, "gaps: [NA, '-']", ""), Split.TRAIN, 1)).containsExactly(3, 1);
    assertSourceRefused("x,y\n1,0\n,1\n5,0\n4,1\n3,0\n2,1\n", "missing: [NA]")
        .hasMessageContaining("line 3: column 'x' holds numbers, and '' is none");
  }

  @Test
  void spellingsOfANumberAreOneClass() throws IOException {
    LabelledExamples table = csv("x,c,y\n1,7,1\n2,7.0,1.0\n3,8,2.00\n4,7.,2\n", "categorical: [c]");
    assertThat(table.spec().classes()).containsExactly("1", "2");
    Examples rows = table.examples(Split.TRAIN, SEEDS);
    assertThat(List.of(rows.label(0), rows.label(1), rows.label(2), rows.label(3)))
        .containsExactly(0, 0, 1, 1);
    assertThat(table.spec().inputSize()).isEqualTo(3);
    assertThat(csv("x,y\n1,01\n2,1\n", "").spec().classes()).containsExactly("01", "1");
  }

  @Test
  void numbersThatAreTooLargeAreNamed() {
    assertRefused("x,y\n1,0\n1e200,1\n", "").hasMessageContaining("line 3: '1e200' in column 'x'");
    assertRefused("x,y\n1,0.5\n2,-1e200\n", "").hasMessageContaining("line 3: '-1e200'");
    assertRefused("x,y\n1,0\n1e39,1\n", "normalize: none").hasMessageContaining("too large");
    assertRefused("x,y\n1,0\n1e400,1\n2,1\n3,1\n4,0\n", "").hasMessageContaining("line 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5.1,3.5,a/4.9,3.0,a/6.3,3.3,b/6.0,3.1,b | row",
        "red,round/blue,long/red,long/blue,round | row",
        "3,red/4,red/5,blue/6,blue | row",
        "colour,shape/red,round/blue,long/red,long/blue,round/red,long | header",
        "x,y/1,0/2,1 | header",
        "NA,x,y/1,2,0/3,4,1 | header",
        "1,2,0/3,4,1/5,6,1 | unknown",
        "place,2019,2020/a,1,2/b,3,4 | unknown",
        "3O,4,0/1,2,1/5,6,0 | unknown",
        "x,4.5,0/1,2.5,1/5,6.5,0 | unknown"
      })
  void theFirstLineIsToldFromWhatIsBelow(String lines, String answer) throws IOException {
    String text = lines.replace('/', '\n') + "\n";
    int rows = (int) text.lines().count();
    if (answer.equals("unknown")) {
      assertSourceRefused(text, "")
          .hasMessageContaining("line 1")
          .hasMessageContaining("header: true or header: false");
    } else {
      assertThat(source(text, "", "").examples(Split.TRAIN, SEEDS).size())
          .isEqualTo(answer.equals("row") ? rows : rows - 1);
    }
  }

  @Test
  void theHeaderMayBeSaid() throws IOException {
    LabelledExamples rows = source("1,2,0\n3,4,1\n5,6,1\n", "header: false", "columns: [column-2]");
    assertThat(row(rows, Split.TRAIN, 0)).containsExactly(2);
    assertThat(rows.examples(Split.TRAIN, SEEDS).size()).isEqualTo(3);
    assertThat(
            source("1,2,0\n3,4,1\n5,6,0\n", "header: true", "").examples(Split.TRAIN, SEEDS).size())
        .isEqualTo(2);
    LabelledExamples found = source("1.5,a\n2.5,b\n3.5,a\n", "", "");
    assertThat(found.notes()).singleElement().asString().contains("column-1 to column-2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",x,y/0,1.5,a/1,2.5,b/2,3.5,a", // pandas
        "'\"\",\"x\",\"y\"/\"Mazda RX4\",1.5,\"a\"/\"Datsun\",2.5,\"b\"/\"Fiat\",3.5,\"a\"'", // R's
        // write.csv
        "x,y/1,1.5,a/2,2.5,b/3,3.5,a", // R's write.table
        "Unnamed: 0,x,y/0,1.5,a/1,2.5,b/2,3.5,a" // pandas, twice
      })
  void numbersOfRowsAreLeftOut(String lines) throws IOException {
    LabelledExamples table = source(lines.replace('/', '\n') + "\n", "", "");
    assertThat(row(table, Split.TRAIN, 1)).containsExactly(2.5f);
    assertThat(table.spec().classes()).containsExactly("a", "b");
    assertThat(table.notes()).hasSize(1);
  }

  @Test
  void columnsWithoutANameThatNumberNothingAreRefused() {
    assertRefused(",x,y\n7,1,0\n7,2,1\n", "").hasMessageContaining("does not number the rows: '7'");
  }

  @Test
  void columnsMayBeExcluded() throws IOException {
    String text = "id,x,y\n8,1,0\n9,2,1\n7,3,0\n";
    assertThat(row(csv(text, "exclude: [id], normalize: none"), Split.TRAIN, 0)).containsExactly(1);
    assertRefused(text, "exclude: [idd]").hasMessageContaining("no column 'idd'");
    assertRefused(text, "exclude: [y]").hasMessageContaining("is the target");
    assertRefused(text, "exclude: [x], columns: [x]").hasMessageContaining("among columns");
    assertRefused(text, "exclude: [x, id]").hasMessageContaining("no column but the target");
  }

  @Test
  void fractionsMayBeginWithAComma() throws IOException {
    String text = "x;y\n1,5;a\n-2,25;b\n3;a\n";
    LabelledExamples table = source(text, "separator: ';', decimal: ','", "");
    assertThat(row(table, Split.TRAIN, 1)).containsExactly(-2.25f);
    assertSourceRefused(text, "separator: ';'")
        .hasMessageContaining("line 2: column 'x' holds numbers such as '1,5'")
        .hasMessageContaining("decimal: ','");
    assertSourceRefused(text.replace(',', '.'), "separator: ';', decimal: ','")
        .hasMessageContaining("decimal: '.'");
    assertThatThrownBy(() -> source(text, "decimal: ','", ""))
        .hasMessageContaining("separator: ';'");
  }

  @Test
  void theRightSeparatorIsGuessed() {
    assertRefused("a;b;y\n1;2;0\n3;4;1\n", "")
        .hasMessageContaining("with separator: ';' each of its lines has 3 fields");
    assertRefused("a;b,c;y\n1,5;2;0\n3;4;1\n", "")
        .hasMessageContaining("with separator: ';' each of its lines has 3 fields");
    assertRefused("a\ty\n1\t0\n3\t1\n", "").hasMessageContaining("separator: \"\\t\"");
  }
}
