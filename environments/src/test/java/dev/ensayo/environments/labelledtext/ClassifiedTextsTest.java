package dev.ensayo.environments.labelledtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.data.DataFolders;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.labelledtext.LabelledTextPart;
import dev.ensayo.core.labelledtext.LabelledTextSource;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifiedTextsTest {
  private static final SeedSequence SEEDS = new SeedSequence(1);

  @TempDir Path folder;

  private LabelledTextSource open(String settings) {
    return LabelledTextProvider.open(
        Settings.of(LabelledTextConfig.class, settings), new DataFolders(List.of(folder), folder));
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private LabelledTextSource folder(String settings) {
    return open("{source: {type: folder, folder: '" + folder + "'" + settings + "}");
  }

  private static List<String> origins(LabelledTextPart part) {
    List<String> origins = new ArrayList<>();
    for (int i = 0; i < part.size(); i++) {
      origins.add(part.origin(i));
    }
    return origins;
  }

  @Test
  void aFolderForEachClass() throws IOException {
    write("verse/a.txt", "Rose is a rose.\n");
    write("verse/.hidden.txt", "no");
    write("prose/b.txt", "It rained, and it rained.\n");
    write("prose/notes.md", "no text");
    LabelledTextSource texts = folder("}, validShare: 0, testShare: 0, lowerCase: true");
    assertThat(texts.spec().classes()).containsExactly("prose", "verse");
    LabelledTextPart train = texts.texts(SEEDS).part(Split.TRAIN);
    assertThat(origins(train)).containsExactly("prose/b.txt", "verse/a.txt");
    assertThat(train.label(1)).isEqualTo(1);
    assertThat(train.written(1)).containsExactly("Rose", "is", "a", "rose", ".");
    assertThat(texts.texts(SEEDS).encoder().inputs().tokens())
        .containsExactly("<unk>", ".", "it", "rained", "rose");
    assertThat(train.tokens(1)).containsExactly(4, 0, 0, 4, 1);
    assertThat(texts.dataSha256()).containsOnlyKeys("prose/b.txt", "verse/a.txt");
  }

  @Test
  void foldersOfPartsAreTheParts() throws IOException {
    write("train/x/1.txt", "one");
    write("train/y/2.txt", "two");
    write("dev/x/3.txt", "three");
    write("test/y/4.txt", "four");
    LabelledTextSource texts = folder("}");
    assertThat(origins(texts.texts(SEEDS).part(Split.TRAIN)))
        .containsExactly("train/x/1.txt", "train/y/2.txt");
    assertThat(origins(texts.texts(SEEDS).part(Split.VALID))).containsExactly("dev/x/3.txt");
    assertThat(origins(texts.texts(SEEDS).part(Split.TEST))).containsExactly("test/y/4.txt");
  }

  @Test
  void filesAreCutAndShortPiecesAreJoined() throws IOException {
    write("x/1.txt", "one two\nthree\n\n\nfour\n\nfive six seven\n\neight");
    write("y/2.txt", "nine");
    LabelledTextPart paragraphs =
        folder(", cut: paragraphs}, validShare: 0, testShare: 0").texts(SEEDS).part(Split.TRAIN);
    assertThat(origins(paragraphs))
        .containsExactly("x/1.txt:1", "x/1.txt:5", "x/1.txt:7", "x/1.txt:9", "y/2.txt:1");
    assertThat(paragraphs.written(0)).containsExactly("one", "two", "three");
    LabelledTextPart joined =
        folder(", cut: paragraphs, minimumWords: 5}, validShare: 0, testShare: 0")
            .texts(SEEDS)
            .part(Split.TRAIN);
    assertThat(origins(joined)).containsExactly("x/1.txt:1", "y/2.txt:1");
    assertThat(joined.length(0)).as("the rest goes with the one before").isEqualTo(8);
    assertThat(
            folder(", cut: lines}, validShare: 0, testShare: 0")
                .texts(SEEDS)
                .part(Split.TRAIN)
                .size())
        .isEqualTo(6);
  }

  @Test
  void partsAreDealtByClassAndTheVocabularyIsOfTheTrainingPart() throws IOException {
    for (int i = 0; i < 10; i++) {
      write("x/" + i + ".txt", "common only" + i);
      write("y/" + i + ".txt", "common other" + i);
    }
    LabelledTextSource texts =
        folder("}, validShare: 0.2, testShare: 0.3, tokenizer: {type: words, minimumCount: 1}");
    assertThat(texts.texts(SEEDS).part(Split.TRAIN).size()).isEqualTo(11);
    assertThat(texts.texts(SEEDS).part(Split.VALID).size()).isEqualTo(3);
    LabelledTextPart test = texts.texts(SEEDS).part(Split.TEST);
    assertThat(test.size()).isEqualTo(6);
    for (int i = 0; i < test.size(); i++) {
      assertThat(test.label(i)).isEqualTo(i < 3 ? 0 : 1);
      assertThat(test.seen(i)).containsExactly(true, false);
      assertThat(test.tokens(i)[1]).isZero();
    }
    assertThat(texts.texts(SEEDS).encoder().size()).isEqualTo(2 + 11);
  }

  @Test
  void aTableHasAColumnOfTextsAndOneOfClasses() throws IOException {
    write(
        "t.csv",
        "id,what,text,part\n1,ham,\"Hello, you\",train\n2,spam,Buy!,train\n3,ham,Bye,test\n");
    LabelledTextSource texts =
        open(
            "{source: {type: csv, file: '"
                + folder.resolve("t.csv")
                + "', text: text, label: what, part: part}, validShare: 0}");
    assertThat(texts.spec().classes()).containsExactly("ham", "spam");
    LabelledTextPart train = texts.texts(SEEDS).part(Split.TRAIN);
    assertThat(train.written(0)).containsExactly("Hello", ",", "you");
    assertThat(origins(train)).containsExactly("t.csv:2", "t.csv:3");
    assertThat(origins(texts.texts(SEEDS).part(Split.TEST))).containsExactly("t.csv:4");
  }

  @Test
  void otherFilesAreOtherPartsAndTabsSeparate() throws IOException {
    write("a.tsv", "text\tlabel\ncats purr\tc\ndogs bark\td\n");
    write("b.tsv", "label\ttext\nd\tdogs bite\n");
    LabelledTextSource texts =
        open(
            "{source: {type: csv, file: '%s', test: '%s', text: text, label: label, separator: \"\\t\"}, validShare: 0}"
                .formatted(folder.resolve("a.tsv"), folder.resolve("b.tsv")));
    assertThat(texts.texts(SEEDS).part(Split.TEST).written(0)).containsExactly("dogs", "bite");
    assertThat(texts.texts(SEEDS).part(Split.TEST).label(0)).isEqualTo(1);
  }

  @Test
  void fortunesAreDividedByPercentSigns() throws IOException {
    write("wise.fortunes", "One.\n%\nTwo,\ntwo.\n%\n%\n");
    write("silly", "Three\n%\nFour");
    write("silly.dat", "\0\0\0\2");
    LabelledTextSource texts =
        open("{source: {type: fortunes, folder: '" + folder + "'}, validShare: 0, testShare: 0}");
    assertThat(texts.spec().classes()).containsExactly("silly", "wise");
    assertThat(origins(texts.texts(SEEDS).part(Split.TRAIN)))
        .containsExactly("silly:1", "silly:3", "wise.fortunes:1", "wise.fortunes:3");
  }

  @Test
  void textsThatAreLearnedAndTestedAreTold() throws IOException {
    write("train/x/1.txt", "one");
    write("train/y/2.txt", "two");
    write("test/x/1.txt", "one");
    write("test/y/2.txt", "three");
    assertThat(folder("}, validShare: 0").notes())
        .containsExactly(
            folder.getFileName()
                + ": 1 of the 2 texts of the test part are in the training part too, word for"
                + " word");
  }

  @Test
  void theRunsSeedChoosesWhatKeepsItsLabel() {
    String settings = "{source: {type: negation, texts: 100}, perClass: 5}";
    LabelledTextPart one = open(settings).texts(SEEDS).part(Split.TRAIN);
    assertThat(one.size()).isEqualTo(10);
    assertThat(origins(open(settings).texts(SEEDS).part(Split.TRAIN))).isEqualTo(origins(one));
    assertThat(origins(open(settings).texts(new SeedSequence(2)).part(Split.TRAIN)))
        .isNotEqualTo(origins(one));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,text|source.label|has no column 'label' in its header, which line 1 is; known: id, text",
        "text,label\\na,b,c|source.file|t.csv: line 2 has 3 fields, the header has 2; a field with a ',' in it stands in \"…\"",
        "text,label\\na,b\\n,d|source.file|t.csv: line 3, column 'text': there is nothing in it",
        "text,label\\na,b\\nc,''|source.file|t.csv: line 3, column 'label': there is nothing in it",
        "text,label\\na,b\\nc,b|classes|at least two classes are needed to tell apart, not 1",
        "text,label\\n\"a|source.file|t.csv: it is not CSV:",
        "''|source.file|t.csv: it is empty; a header is expected",
      })
  void tablesThatAreRefused(String text, String key, String message) throws IOException {
    write("t.csv", text.replace("\\n", "\n").replace("''", ""));
    String settings =
        "{source: {type: csv, file: '" + folder.resolve("t.csv") + "', text: text, label: label}}";
    assertThatThrownBy(() -> open(settings))
        .isInstanceOfSatisfying(
            InvalidSettingException.class, e -> assertThat(e.key()).isEqualTo(key))
        .hasMessageContaining(message);
  }

  @Test
  void aPartThatIsNone() throws IOException {
    write("t.csv", "text,label,part\na,b,train\nc,d,tset\n");
    assertThatThrownBy(
            () ->
                open(
                    "{source: {type: csv, file: '"
                        + folder.resolve("t.csv")
                        + "', text: text, label: label, part: part}}"))
        .hasMessageContaining(
            "t.csv: line 3, column 'part': 'tset' is no part; train, valid and test are");
  }

  @Test
  void foldersThatAreRefused() throws IOException {
    assertThatThrownBy(() -> open("{source: {type: folder, folder: /no/such}}"))
        .hasMessageContaining("there is no folder '/no/such'");
    assertThatThrownBy(() -> folder("}")).hasMessageContaining("has no folders; a folder for each");
    write("x/1.txt", "one");
    assertThatThrownBy(() -> folder("}")).hasMessageContaining("has one folder, 'x'; a folder");
    write("y/2.txt", " \n\t\n");
    assertThatThrownBy(() -> folder("}")).hasMessageContaining("2.txt has no word");
    Files.write(folder.resolve("y/2.txt"), new byte[] {'a', '\n', (byte) 0xE9});
    assertThatThrownBy(() -> folder("}"))
        .hasMessageContaining("2.txt is not UTF-8: byte 3 (counted from 1), in line 2, is 0xE9");
    write("y/2.txt", "\u001f");
    assertThatThrownBy(() -> folder("}")).hasMessageContaining("y/2.txt: the text has no word");
    Files.delete(folder.resolve("y/2.txt"));
    assertThatThrownBy(() -> folder("}"))
        .hasMessageContaining("class 'y' has no example in the training part");
    assertThatThrownBy(() -> open("{source: {type: fortunes, folder: '" + folder + "'}}"))
        .hasMessageContaining("has 0 files of fortunes; at least two are needed, each a class");
  }
}
