package dev.ensayo.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
  @TempDir Path folder;

  private static ConfigNode.Mapping parse(String... lines) {
    return YamlReader.parse("study.yaml", String.join("\n", lines) + "\n");
  }

  private static ConfigNode.Scalar scalar(ConfigNode.Mapping mapping, String key) {
    return (ConfigNode.Scalar) mapping.entries().get(key);
  }

  @Test
  void everyKeyAndItemKeepsItsLine() {
    ConfigNode.Mapping root =
        parse(
            "# a comment", // 1
            "agent:", // 2
            "  type: dqn", // 3
            "", // 4
            "  replay:", // 5
            "    capacity:", // 6
            "      64", // 7
            "seeds:", // 8
            "  - 1", // 9
            "  - 2"); // 10
    ConfigNode.Mapping agent = (ConfigNode.Mapping) root.entries().get("agent");
    ConfigNode.Mapping replay = (ConfigNode.Mapping) agent.entries().get("replay");
    ConfigNode.Sequence seeds = (ConfigNode.Sequence) root.entries().get("seeds");

    assertThat(agent.origin()).isEqualTo(new Origin("study.yaml", 2));
    assertThat(agent.entries().get("type").origin().line()).isEqualTo(3);
    assertThat(replay.origin().line()).isEqualTo(5);
    assertThat(replay.entries().get("capacity").origin().line())
        .as("the line of the key, not of its value")
        .isEqualTo(6);
    assertThat(seeds.origin().line()).isEqualTo(8);
    assertThat(seeds.items()).extracting(item -> item.origin().line()).containsExactly(9, 10);
  }

  @Test
  void keysKeepTheOrderInWhichTheyWereWritten() {
    assertThat(parse("z: 1", "a: 2", "m: 3").entries().keySet()).containsExactly("z", "a", "m");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e-3", "on", "off", "no", "yes", "y", "0x10", "010", "1_000", "12:30", "1.50"})
  void wordsAndNumbersStayAsWritten(String text) {
    ConfigNode.Scalar value = scalar(parse("key: " + text), "key");

    assertThat(value.text()).isEqualTo(text);
    assertThat(value.isNull()).isFalse();
  }

  @Test
  void nothingIsNullAndAQuotedWordIsText() {
    ConfigNode.Mapping root = parse("a: null", "b:", "c: 'null'", "d: \"\"", "e: ''");

    assertThat(scalar(root, "a").isNull()).isTrue();
    assertThat(scalar(root, "b").isNull()).isTrue();
    assertThat(scalar(root, "c"))
        .isEqualTo(ConfigNode.Scalar.of(new Origin("study.yaml", 3), "null"));
    assertThat(scalar(root, "d").isNull()).isFalse();
    assertThat(scalar(root, "d").text()).isEmpty();
    assertThat(scalar(root, "e").isNull()).isFalse();
  }

  @Test
  void aTildeIsNullAsYamlSays() {
    assertThat(scalar(parse("a: ~"), "a").isNull()).isTrue();
  }

  @Test
  void anAliasStandsForWhatItNames() {
    ConfigNode.Mapping root = parse("a: &same [1, 2]", "b: *same");

    assertThat(Nodes.withoutOrigins(root.entries().get("b")))
        .isEqualTo(Nodes.list(Nodes.text("1"), Nodes.text("2")));
    assertThat(root.entries().get("b").origin().line()).isEqualTo(2);
  }

  @Test
  void anAliasInsideWhatItNamesIsAnErrorNotAnEndlessLoop() {
    assertThatThrownBy(() -> parse("a: 1", "b: &self [*self]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("study.yaml:2")
        .hasMessageContaining("itself");
  }

  @Test
  void aKeyGivenTwiceNamesBothLines() {
    assertThatThrownBy(() -> parse("agent:", "  discount: 0.9", "  type: dqn", "  discount: 0.99"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("study.yaml:4: discount: this key stands twice; it was first given in line 2");
  }

  @Test
  void aKeyMustBeAWord() {
    assertThatThrownBy(() -> parse("a: 1", "[b, c]: 2"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("study.yaml:2: a key must be a plain word");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: [1, 2|2", // the end of the text comes before the bracket
        "a: 1\\n b: 2|2",
        "a: 1\\nb: 'x|3",
        "a: 1\\n\\tb: 2|2",
        "a: *nobody|1",
        "a: 1\\n---\\nb: 2|2",
      })
  void whatIsNotYamlNamesItsLine(String text, int line) {
    assertThatThrownBy(() -> YamlReader.parse("study.yaml", text.translateEscapes() + "\n"))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e -> {
              assertThat(e.problems()).hasSize(1);
              assertThat(e.problems().get(0).origin()).isEqualTo(new Origin("study.yaml", line));
              assertThat(e.problems().get(0).message()).startsWith("not YAML: ");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# only a comment\n", "just words\n", "- a\n- b\n"})
  void aStudyMustBeAMapping(String text) {
    assertThatThrownBy(() -> YamlReader.parse("study.yaml", text))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("study.yaml:1: expected keys with values ('study: …'), found ");
  }

  @Test
  void aControlCharacterIsNotYaml() {
    assertThatThrownBy(() -> YamlReader.parse("study.yaml", "a: b\u0001c\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("study.yaml: not YAML: ");
  }

  @Test
  void aFileIsReadAsUtf8WithOrWithoutAByteOrderMark() throws IOException {
    Path plain = Files.writeString(folder.resolve("plain.yaml"), "question: ¿Qué? 猫 🐈\n");
    Path marked = Files.writeString(folder.resolve("marked.yaml"), "\uFEFFquestion: ¿Qué? 猫 🐈\n");

    assertThat(scalar(YamlReader.read(plain), "question").text()).isEqualTo("¿Qué? 猫 🐈");
    assertThat(scalar(YamlReader.read(marked), "question").text()).isEqualTo("¿Qué? 猫 🐈");
    assertThat(YamlReader.read(plain).entries().get("question").origin())
        .isEqualTo(new Origin(plain.toString(), 1));
  }

  @Test
  void windowsLineEndsCountAsOneLine() {
    ConfigNode.Mapping root = YamlReader.parse("study.yaml", "a: 1\r\nb: 2\r\nc: 3\r\n");

    assertThat(scalar(root, "b").text()).isEqualTo("2");
    assertThat(root.entries().get("c").origin().line()).isEqualTo(3);
  }

  @Test
  void aFileThatIsNotUtf8IsNamed() throws IOException {
    Path file = folder.resolve("latin.yaml");
    Files.write(file, "question: Qué\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> YamlReader.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessage(file + ": this is not UTF-8 text; a study is a YAML file");
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("nowhere.yaml");

    assertThatThrownBy(() -> YamlReader.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessage(file + ": there is no such file");
  }

  @Test
  void aFolderIsNoStudy() {
    assertThatThrownBy(() -> YamlReader.read(folder))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(folder + ": cannot be read");
  }

  @Test
  void anyTextCanBeParsedAsAValue() {
    assertThat(YamlReader.parseValue("--set", "1e-3"))
        .isEqualTo(ConfigNode.Scalar.of(new Origin("--set", 0), "1e-3"));
    assertThat(Nodes.withoutOrigins(YamlReader.parseValue("--set", "[120, 84]")))
        .isEqualTo(Nodes.list(Nodes.text("120"), Nodes.text("84")));
    assertThat(YamlReader.parseValue("--set", ""))
        .isEqualTo(new ConfigNode.Scalar(new Origin("--set", 0), "", true));
  }

  @Test
  void anAnchorIsUsedAsOftenAsOneLikes() {
    StringBuilder yaml = new StringBuilder("base: &base {discount: 0.9}\n");
    for (int i = 0; i < 200; i++) {
      yaml.append("v").append(i).append(": *base\n");
    }
    assertThat(YamlReader.parse("study.yaml", yaml.toString()).entries()).hasSize(201);
  }

  @Test
  void aliasesOfAliasesDoNotFillTheMemory() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      yaml.append("a").append(i).append(": &a").append(i).append(" [");
      yaml.append(("*a" + (i - 1) + ", ").repeat(10)).append("x]\n");
    }
    assertThatThrownBy(() -> YamlReader.parse("study.yaml", yaml.toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("aliases make more than a million values");
  }
}
