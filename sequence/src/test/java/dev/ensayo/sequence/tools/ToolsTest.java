package dev.ensayo.sequence.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Splitter;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.training.Training;
import dev.ensayo.sequence.fakes.MemoryCorpus;
import dev.ensayo.sequence.fakes.Runs;
import dev.ensayo.sequence.languagemodel.LanguageModelProvider;
import dev.ensayo.sequence.ngram.NgramProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolsTest {
  private static final String VERSE = "the cat sat on the mat\nthe dog sat on the log\n";

  @TempDir static Path runs;
  @TempDir Path files;

  @BeforeAll
  static void learn() throws IOException {
    learn(
        new LanguageModelProvider(),
        "{cell: gru, hiddenUnits: 32, streams: 2, window: 20,"
            + " updater: {type: adam, learningRate: 1e-2}}",
        "{updates: 150}");
    learn(new NgramProvider(), "{order: 6}", "{epochs: 1}");
    MemoryCorpus words =
        MemoryCorpus.ofWords(
            List.of("the", "cat", "sat", "on", "mat"), VERSE.repeat(20), VERSE, "");
    learn(new NgramProvider(), "{order: 3}", "{epochs: 1}", words, "words");
  }

  private static <C extends Record> void learn(
      AgentProvider<C> provider, String settings, String budget) throws IOException {
    MemoryCorpus corpus = MemoryCorpus.ofCharacters(VERSE.repeat(20), VERSE, "");
    learn(provider, settings, budget, corpus, provider.name());
  }

  private static <C extends Record> void learn(
      AgentProvider<C> provider, String settings, String budget, MemoryCorpus corpus, String folder)
      throws IOException {
    Path directory = Files.createDirectories(runs.resolve(folder));
    try (Training training =
        new Runs<>(provider, settings, corpus, budget, 1000, 1000, 1).start((c, s, m, v) -> {})) {
      Runs.finish(training);
      training.writeModel(directory);
    }
  }

  private static <C extends Record> String use(
      RunTool<C> tool, String agent, String options, String... operands) throws IOException {
    return useIn(agent, tool, agent, options, operands);
  }

  private static <C extends Record> String useIn(
      String folder, RunTool<C> tool, String agent, String options, String... operands)
      throws IOException {
    StringWriter out = new StringWriter();
    tool.use(
        Settings.of(tool.configType(), options),
        new RunTool.Call(
            new RunDirectory(runs.resolve(folder)),
            (ConfigNode.Mapping) YamlReader.parseValue("config", "{agent: {type: " + agent + "}}"),
            List.of(operands),
            new PrintWriter(out, true)));
    return out.toString();
  }

  private String file(String text) throws IOException {
    return Files.writeString(files.resolve("lines.txt"), text).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"language-model", "ngram"})
  void samplesGoOnWithAPromptAsWasLearned(String agent) throws IOException {
    String options = "{prompt: 'the cat ', temperature: 0, length: 11}";
    assertThat(use(new SampleTool(), agent, options).trim()).isEqualTo("the cat sat on the");
  }

  @ParameterizedTest
  @ValueSource(strings = {"language-model", "ngram"})
  void theSeedSaysWhatIsDrawn(String agent) throws IOException {
    String first = use(new SampleTool(), agent, "{length: 60, seed: 1, temperature: 1.5}");
    assertThat(use(new SampleTool(), agent, "{length: 60, seed: 1, temperature: 1.5}"))
        .isEqualTo(first)
        .hasSizeGreaterThanOrEqualTo(60);
    assertThat(use(new SampleTool(), agent, "{length: 60, seed: 2, temperature: 1.5}"))
        .isNotEqualTo(first);
  }

  @Test
  void aPromptOfUnknownTokensIsRefused() {
    assertThatThrownBy(() -> use(new SampleTool(), "ngram", "{prompt: 'the Cat'}"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("character 5, 'C' (U+0043), is not in the vocabulary")
        .extracting(e -> ((InvalidSettingException) e).key())
        .isEqualTo("prompt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"language-model", "ngram"})
  void alternativesAreRanked(String agent) throws IOException {
    String alternatives = file("the tac sat on the mat\nthe dog sat on the log\nmat the on\n");
    List<String> lines =
        Splitter.on('\n').splitToList(use(new ScoreTool(), agent, "{rank: true}", alternatives));
    assertThat(lines.get(1)).startsWith("   1").endsWith("the dog sat on the log");
  }

  @ParameterizedTest
  @ValueSource(strings = {"language-model", "ngram"})
  void linesAddUpToTheTotal(String agent) throws IOException {
    String text = file("the cat sat\r\nthe dog sat on the log");
    List<String> lines =
        Splitter.on('\n').splitToList(use(new ScoreTool(), agent, "{}", text).replace("\r", ""));
    double sum = 0;
    for (String line : lines.subList(1, 3)) {
      List<String> cells = Splitter.on(' ').omitEmptyStrings().limit(5).splitToList(line);
      double nats = Double.parseDouble(cells.get(0));
      int tokens = Integer.parseInt(cells.get(1));
      assertThat(tokens).as("the line's end counts").isEqualTo(cells.get(4).length() + 1);
      assertThat(Double.parseDouble(cells.get(3)))
          .isCloseTo(Math.exp(-nats / tokens), within(1e-3));
      sum += nats;
    }
    assertThat(lines.get(3))
        .startsWith(String.format("total: log-likelihood %.3f", sum).substring(0, 26))
        .contains("nats of 35 tokens (characters)");
    assertThat(use(new ScoreTool(), agent, "{continuous: true}", text)).contains("35 tokens");
  }

  /** Words that the vocabulary lacks cost their letters: throwing them away gains nothing. */
  @Test
  void unknownWordsAreNoBargain() throws IOException {
    String lines = file("the zzz zzz zzz\nthe cat sat on the mat\nthe dog sat on the log\n");
    List<String> ranked =
        Splitter.on('\n')
            .splitToList(useIn("words", new ScoreTool(), "ngram", "{rank: true}", lines));
    assertThat(ranked.get(1)).endsWith("the cat sat on the mat").contains("        6        0");
    assertThat(ranked.get(2)).endsWith("the dog sat on the log").contains("        6        2");
    assertThat(ranked.get(3)).endsWith("the zzz zzz zzz").contains("        4        3");
    assertThat(ranked.get(4)).contains("16 tokens (words), 5 of them unknown (31.3%)");
    assertThat(ranked.get(5)).startsWith("without the letters of unknown words: log-likelihood");
  }

  @Test
  void tokensHaveTheirRanksAndAddUpToTheirLine() throws IOException {
    String line = file("the dog sat on the log\n");
    List<String> lines =
        Splitter.on('\n')
            .splitToList(useIn("words", new ScoreTool(), "ngram", "{tokens: true}", line));
    assertThat(lines.get(2).trim()).matches("-ln p +rank +token");
    assertThat(lines.get(3)).endsWith("'the'");
    assertThat(lines.get(4)).contains("'dog'  unknown, its letters cost ");
    double sum = 0;
    for (String token : lines.subList(3, 9)) {
      List<String> cells = Splitter.on(' ').omitEmptyStrings().splitToList(token);
      sum += Double.parseDouble(cells.get(0));
      sum += token.contains("cost") ? Double.parseDouble(cells.get(cells.size() - 1)) : 0;
      assertThat(Integer.parseInt(cells.get(1))).isBetween(1, 6);
    }
    String total = Splitter.on(' ').omitEmptyStrings().splitToList(lines.get(1)).get(0);
    assertThat(sum).isCloseTo(-Double.parseDouble(total), within(1e-3));
    // Behind "th" always stands an "e".
    assertThat(use(new ScoreTool(), "ngram", "{tokens: true, lines: 1}", file("the\ncat\n")))
        .containsPattern("\\d +1   'e'\n")
        .contains("'\\n'")
        .contains("4 tokens (characters)");
  }

  @Test
  void aPromptOfUnknownWordsIsReadAndTold() throws IOException {
    String said = useIn("words", new SampleTool(), "ngram", "{prompt: the catt <unk>, length: 1}");
    assertThat(said)
        .startsWith(
            "note: 'catt' is not among the words that were learned, and is read as <unk>; did you"
                + " mean 'cat'?\nthe <unk> <unk> ");
  }

  @Test
  void aRunWithoutSpellingSaysSo() throws IOException {
    Path spelling = runs.resolve("words").resolve("spelling.gz");
    byte[] before = Files.readAllBytes(spelling);
    try {
      Files.delete(spelling);
      assertThat(useIn("words", new ScoreTool(), "ngram", "{}", file("the dog\n")))
          .contains("note: the letters of unknown words cost nothing here");
      Files.write(spelling, new byte[] {1, 2});
      String line = file("the dog\n");
      assertThatThrownBy(() -> useIn("words", new ScoreTool(), "ngram", "{}", line))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("spelling.gz");
    } finally {
      Files.write(spelling, before);
    }
  }

  @Test
  void textIsReadAsTheTextsThatAreLearnedFrom() throws Exception {
    String plain = use(new ScoreTool(), "ngram", "{}", file("the cat\nsat on\n"));
    assertThat(use(new ScoreTool(), "ngram", "{}", file("\uFEFFthe cat\r\nsat on\r")))
        .isEqualTo(plain);
    Path packed = files.resolve("lines.txt.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("the cat\nsat on\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(use(new ScoreTool(), "ngram", "{}", packed.toString())).isEqualTo(plain);
    Path pipe = files.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    new ProcessBuilder("sh", "-c", "printf 'the cat\\nsat on\\n' > '" + pipe + "'").start();
    assertThat(use(new ScoreTool(), "ngram", "{}", pipe.toString())).isEqualTo(plain);
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream("the cat\nsat on".getBytes(StandardCharsets.UTF_8)));
      assertThat(use(new ScoreTool(), "ngram", "{}", "-")).isEqualTo(plain);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aPromptMayHaveAnyKindOfLineEnd() throws IOException {
    String options = "{prompt: \"on the mat\\r\\nthe d\", temperature: 0, length: 2}";
    assertThat(use(new SampleTool(), "ngram", options).trim()).isEqualTo("on the mat\nthe dog");
  }

  @Test
  void lettersAreMadeSmallWhereTheModelHasLearnedThemSo() throws IOException {
    Path vocabulary = runs.resolve("ngram").resolve("vocabulary.json");
    String json = Files.readString(vocabulary);
    String capitals = file("THE Cat\n");
    assertRefused(capitals, "'T' (U+0054), is not in the vocabulary");
    try {
      Files.writeString(vocabulary, json.replace("{\"unit\"", "{\"lowerCase\":true,\"unit\""));
      assertThat(use(new ScoreTool(), "ngram", "{}", capitals)).contains("8 tokens");
    } finally {
      Files.writeString(vocabulary, json);
    }
  }

  /** The model knows no ü: only where both are composed is the one it has found. */
  @Test
  void whatIsAskedTakesTheFormOfWhatWasLearned() throws IOException {
    Path vocabulary = runs.resolve("ngram").resolve("vocabulary.json");
    String json = Files.readString(vocabulary);
    String text = file("the ca\u0301t\n");
    try {
      String accented = json.replace("\"m\"", "\"\u00E1\"");
      Files.writeString(vocabulary, accented);
      assertRefused(text, "character 7, '\u0301' (U+0301), is not in the vocabulary");
      Files.writeString(vocabulary, accented.replace("\"none\"", "\"nfc\""));
      assertThat(use(new ScoreTool(), "ngram", "{}", text))
          .contains("8 tokens")
          .isEqualTo(
              use(new ScoreTool(), "ngram", "{}", file("the c\u00E1t\n"))
                  .replace("c\u00E1t", "ca\u0301t"));
      assertThat(
              use(new SampleTool(), "ngram", "{prompt: \"ca\u0301\", temperature: 0, length: 1}"))
          .startsWith("c\u00E1");
    } finally {
      Files.writeString(vocabulary, json);
    }
  }

  @Test
  void brokenFilesAreRefused() throws IOException {
    Path broken = files.resolve("broken.txt");
    Files.write(broken, new byte[] {'t', 'h', 'e', (byte) 0xC3, 'x'});
    assertRefused(broken.toString(), "is not UTF-8: byte 4");
    assertRefused(file(""), "is empty");
    assertRefused(file("the cat\nthe bat"), "line 2: character 5, 'b' (U+0062)");
    assertRefused(files.resolve("none.txt").toString(), "there is no file");
  }

  private static void assertRefused(String file, String reason) {
    assertThatThrownBy(() -> use(new ScoreTool(), "ngram", "{}", file))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void nGramsAreWrittenForOtherPrograms() throws IOException {
    String file = files.resolve("model.arpa").toString();
    assertThat(use(new ArpaTool(), "ngram", "{}", file)).isEqualTo("written to " + file + "\n");
    assertThat(Files.readString(Path.of(file)))
        .startsWith("\\data\\\nngram 1=")
        .endsWith("\\end\\\n");
    assertThatThrownBy(() -> use(new ArpaTool(), "ngram", "{}", file))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(file + " is there already; name a new file");
    String lost = files.resolve("none").resolve("model.arpa").toString();
    assertThatThrownBy(() -> use(new ArpaTool(), "ngram", "{}", lost))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("there is no folder");
    assertThatThrownBy(() -> use(new ArpaTool(), "language-model", "{}", lost))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("'language-model', which has no n-grams; take one of ngram");
  }

  @Test
  void otherAgentsHaveNoText() {
    assertThatThrownBy(() -> use(new SampleTool(), "dqn", "{}"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(
            "'dqn', which has learned no text; take one of language-model, transformer, ngram");
    for (String part : List.of("adaptDecay: 0.1", "adaptSegment: 5")) {
      assertThatThrownBy(() -> Settings.of(ScoreConfig.class, "{" + part + "}"))
          .hasMessageContaining(part.substring(0, part.indexOf(':')) + ": belongs to adapt");
    }
    assertThatThrownBy(() -> Settings.of(ScoreConfig.class, "{rank: true, continuous: true}"))
        .hasMessageContaining("compares lines by themselves");
  }
}
