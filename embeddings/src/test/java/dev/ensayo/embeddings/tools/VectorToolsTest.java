package dev.ensayo.embeddings.tools;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.fakes.VectorFixtures;
import dev.ensayo.core.plugin.FileTool;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.subword.CharacterNgrams;
import dev.ensayo.core.subword.Subwords;
import dev.ensayo.core.text.Normalization;
import dev.ensayo.core.text.TextForm;
import dev.ensayo.core.vectors.BinaryVectors;
import dev.ensayo.core.vectors.WordVectors;
import dev.ensayo.embeddings.Fixtures;
import dev.ensayo.embeddings.vectors.BothVectors;
import dev.ensayo.embeddings.vectors.VectorChoice;
import dev.ensayo.embeddings.word2vec.subwords.SubwordTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What similar, analogy and evaluate say of files and of runs. */
class VectorToolsTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private <C extends Record> String ask(
      FileTool<C> tool, String options, Path file, String... operands) throws IOException {
    tool.useFile(
        Settings.of(tool.configType(), options),
        new FileTool.FileCall(
            file, List.of(operands), new PrintWriter(out, true), new PrintWriter(err, true)));
    return out.toString();
  }

  private <C extends Record> String askRun(
      RunTool<C> tool, String options, String config, String... operands) throws IOException {
    Path file = Files.writeString(folder.resolve("config.yaml"), config);
    ConfigNode.Mapping read = YamlReader.read(file);
    tool.use(
        Settings.of(tool.configType(), options),
        new RunTool.Call(
            new RunDirectory(folder), read, List.of(operands), new PrintWriter(out, true)));
    return out.toString();
  }

  @Test
  void wordsWithBlanksAreAskedAndAnswered() throws IOException {
    Path crawl = VectorFixtures.file("foreign/glove-840b.txt");
    String found = ask(new SimilarTool(), "{count: 2}", crawl, ". . .");
    assertThat(found.lines()).hasSize(2);
    assertThat(ask(new AnalogyTool(), "{count: 4}", crawl, ",", "the", "1 000"))
        .contains("  at name@domain.com");
    assertThat(err.toString())
        .contains(crawl + ": 'the' in line 7 occurs again, and its first vector counts");
  }

  @Test
  void accentsAreFoundHoweverTheyAreWritten() throws IOException {
    Path composed = Files.writeString(folder.resolve("c.vec"), "2 2\nni\u00F1o 1 2\nrey 3 4\n");
    Path apart = Files.writeString(folder.resolve("d.vec"), "2 2\nnin\u0303o 1 2\nrey 3 4\n");
    assertThat(ask(new SimilarTool(), "{}", composed, "nin\u0303o")).contains("  rey");
    assertThat(ask(new SimilarTool(), "{}", apart, "ni\u00F1o")).contains("  rey");
    assertThatThrownBy(() -> ask(new SimilarTool(), "{}", composed, "r\u0435y"))
        .hasMessage(
            "'r\u0435y' is not among the 2 words; 'rey' is, with U+0065 where this has U+0435");
    String pairs =
        Files.writeString(folder.resolve("p.csv"), "NIN\u0303O,rey,1\nrey,ni\u00F1o,2\n")
            .toString();
    assertThat(ask(new EvaluateTool(), "{}", apart, pairs)).containsPattern("p.csv +2 +2 +0");
  }

  @Test
  void aRunIsAskedInTheFormThatItLearned() throws IOException {
    BinaryVectors.write(
        folder.resolve("vectors.bin"),
        new WordVectors(List.of("ni\u00F1o", "rey"), 2, new float[] {1, 2, 3, 4}));
    String config = "agent: {type: word2vec}\n";
    assertThatThrownBy(() -> askRun(new SimilarTool(), "{}", config, "REY"))
        .hasMessageContaining("'REY' is not among the 2 words; spelled alike: rey");
    Preprocessing.of(
            Inputs.Tokens.ofWords(
                ImmutableList.of("ni\u00F1o", "rey"), new TextForm(true, Normalization.NFC)),
            new Outputs.Numbers(2))
        .write(folder);
    assertThat(askRun(new SimilarTool(), "{}", config, "NIN\u0303O")).endsWith("  rey\n");
  }

  @Test
  void whatIsWrongWithAFileIsAboutTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("v.vec"), "3 2\na 1 2\nb 3 4\n");
    assertThatThrownBy(() -> ask(new SimilarTool(), "{}", file, "a"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(file + ":4: the file ends after 2 words; its first line promises 3");
    assertThat(ask(new SimilarTool(), "{limit: 2}", file, "a")).contains("  b");
    assertThatThrownBy(() -> ask(new SimilarTool(), "{limit: 2}", file, "c"))
        .hasMessageContaining("'c' is not among the 2 words");
    assertThatThrownBy(() -> ask(new EvaluateTool(), "{limit: 2}", file))
        .hasMessageContaining("name a TEST");
    assertThatThrownBy(() -> ask(new EvaluateTool(), "{limit: 2}", file, "no-such.csv"))
        .hasMessageContaining("there is no file 'no-such.csv'");
  }

  @Test
  void whatIsWrongWithATestIsAboutItsLine() throws IOException {
    Path file = Files.writeString(folder.resolve("v.vec"), "2 2\na 1 2\nb 3 4\n");
    assertTestRefused(file, "a,b,1\na,b,NaN\n".getBytes(UTF_8), "t.csv:2: expected two words and");
    assertTestRefused(file, "a,b,1\nñ,b,2\n".getBytes(ISO_8859_1), "t.csv is not UTF-8: byte 7");
    assertTestRefused(file, ": x\na b a ñ\n".getBytes(ISO_8859_1), "t.csv is not UTF-8: byte 11");
    assertTestRefused(file, new byte[] {0x1F, (byte) 0x8B, 8, 0}, "t.csv cannot be unpacked");
  }

  private void assertTestRefused(Path vectors, byte[] test, String reason) throws IOException {
    String file = Files.write(folder.resolve("t.csv"), test).toString();
    assertThatThrownBy(() -> ask(new EvaluateTool(), "{}", vectors, file))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(reason);
  }

  /** They are no words of one number, as in a file without a first line. */
  @Test
  void countsThatCannotBeAreNoWords() throws IOException {
    for (String count : List.of("-1 2", "9999999999 2", "1 -2")) {
      Path file = Files.writeString(folder.resolve("v.vec"), count + "\na 1 2\n");
      assertThatThrownBy(() -> ask(new SimilarTool(), "{}", file, "a"))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageContaining("v.vec:1: the first line must be the number of words");
    }
  }

  @Test
  void evaluateSaysWhatGensimFindsWithIntervals() throws IOException {
    String questions = Fixtures.file("planted-questions.txt").toString();
    String pairs = Fixtures.file("planted-pairs.tsv").toString();
    String said =
        ask(new EvaluateTool(), "{vocabulary: 0}", Fixtures.file("planted.bin"), questions, pairs);
    // evaluation.properties: 0.Total-accuracy and pairs.spearman; 135 pairs of which 2 are missing.
    assertThat(said.lines().filter(line -> line.startsWith("total")).toList())
        .singleElement()
        .asString()
        .matches("total +873 +870 .*%.*\\[.*].*%.*%");
    assertThat(said).containsPattern("semantic +582 +580").containsPattern("syntactic +291 +290");
    assertThat(said.lines().filter(line -> line.startsWith("planted-pairs.tsv")).toList())
        .singleElement()
        .asString()
        .matches("planted-pairs.tsv +135 +133 +2 +\\[0\\.\\d+, 0\\.\\d+] +0\\.\\d+");
  }

  /** casita shares four n-grams with casa and none with rey. */
  @Test
  void wordsThatWereNotLearnedAreKnownByTheirNgrams() throws IOException {
    List<String> words = List.of("casa", "rey");
    CharacterNgrams ngrams = new CharacterNgrams(Settings.of(Subwords.class, "{}"));
    SubwordTable table = new SubwordTable(words, ngrams);
    float[] matrix = new float[table.size() * 2];
    for (int row = 0; row < table.size(); row++) {
      boolean isOfRey = table.compose(marked(table.size(), row), 1)[1] > 0;
      matrix[2 * row + (isOfRey ? 1 : 0)] = 1;
    }
    BinaryVectors.write(
        folder.resolve("vectors.bin"), new WordVectors(words, 2, table.compose(matrix, 2)));
    table.learned(ngrams, matrix, 2).write(folder);
    String config = "agent: {type: word2vec, subwords: {}}\n";
    assertThat(askRun(new SimilarTool(), "{}", config, "casita").lines())
        .containsExactly(
            "'casita' was not learned; its vector is that of its n-grams",
            " 1.0000  casa",
            " 0.0000  rey");
    assertThatThrownBy(() -> askRun(new SimilarTool(), "{}", config, "zzz"))
        .hasMessageContaining("'zzz' is not among the 2 words");
    Path pairs = Files.writeString(folder.resolve("p.csv"), "casa,casita,3\ncasa,rey,1\n");
    assertThat(askRun(new EvaluateTool(), "{}", config, pairs.toString()))
        .containsPattern("p.csv +2 +2 +0 ");
  }

  /** The second and third words are alike as outputs, the first and third as inputs. */
  @Test
  void bothVectorsOfARunsWordsAreAsked() throws IOException {
    List<String> words = List.of("uno", "dos", "tres");
    WordVectors input = new WordVectors(words, 2, new float[] {1, 0, -1, 0, 1, 0.1f});
    WordVectors output = new WordVectors(words, 2, new float[] {0, -5, 0, 5, 0, 4});
    BinaryVectors.write(folder.resolve("vectors.bin"), input);
    BothVectors.write(folder, VectorChoice.INPUT, input, output);
    assertThat(folder.resolve("vectors-input.bin")).doesNotExist();
    String config = "agent: {type: word2vec, vectors: input}\n";
    for (String asked : List.of("{count: 1}", "{count: 1, vectors: input}")) {
      out.getBuffer().setLength(0);
      assertThat(askRun(new SimilarTool(), asked, config, "tres")).endsWith("  uno\n");
    }
    for (String asked : List.of("{count: 1, vectors: output}", "{count: 1, vectors: mean}")) {
      out.getBuffer().setLength(0);
      assertThat(askRun(new SimilarTool(), asked, config, "tres")).endsWith("  dos\n");
    }
    BinaryVectors.write(folder.resolve("vectors.bin"), BothVectors.mean(input, output));
    BothVectors.write(folder, VectorChoice.MEAN, input, output);
    String ofMean = "agent: {type: word2vec, vectors: mean}\n";
    out.getBuffer().setLength(0);
    assertThat(askRun(new SimilarTool(), "{count: 1, vectors: input}", ofMean, "tres"))
        .endsWith("  uno\n");
  }

  @Test
  void vectorsThatAreNotThereAreRefused() throws IOException {
    BinaryVectors.write(
        folder.resolve("vectors.bin"), new WordVectors(List.of("uno", "dos"), 1, new float[2]));
    String tree = "agent: {type: word2vec, vectors: input, output: hierarchical-softmax}\n";
    assertThatThrownBy(() -> askRun(new SimilarTool(), "{vectors: mean}", tree, "uno"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(
            "has no vectors-output.bin: of hierarchical-softmax words have input");
    Path file = Files.writeString(folder.resolve("v.vec"), "2 2\na 1 2\nb 3 4\n");
    assertThatThrownBy(() -> ask(new SimilarTool(), "{vectors: output}", file, "a"))
        .hasMessageContaining("a file holds one vector of each word");
  }

  private static float[] marked(int size, int at) {
    float[] one = new float[size];
    one[at] = 1;
    return one;
  }

  @Test
  void aRunIsAskedItsOwnTests() throws IOException {
    Files.copy(Fixtures.file("planted.bin"), folder.resolve("vectors.bin"));
    String config =
        "agent: {type: word2vec, tests: {similarities: ['"
            + Fixtures.file("planted-pairs.tsv")
            + "']}}\n";
    assertThat(askRun(new EvaluateTool(), "{}", config)).contains("planted-pairs.tsv");
    assertThatThrownBy(() -> askRun(new EvaluateTool(), "{}", "agent: {type: word2vec}\n"))
        .hasMessageContaining("no agent.tests of its own");
    Files.delete(folder.resolve("vectors.bin"));
    assertThatThrownBy(() -> askRun(new SimilarTool(), "{}", "agent: {type: dqn}\n", "a"))
        .hasMessageContaining("it is a run of 'dqn'");
  }
}
