package dev.ensayo.sequence.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.plugin.RunTool;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.sequence.fakes.CapitalsProvider;
import dev.ensayo.sequence.fakes.MemoryPairs;
import dev.ensayo.sequence.transduction.NotationFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerToolTest {
  @TempDir Path folder;

  private final AnswerTool tool =
      new AnswerTool(
          () -> new PluginRegistry(List.of(), List.of(), List.of(new CapitalsProvider())));

  @BeforeEach
  void learn() throws IOException {
    NotationFile.write(folder, new MemoryPairs("a=A", "b=B", "c=C").data());
  }

  private String answerOf(String agent, String options, String... sources) throws IOException {
    StringWriter out = new StringWriter();
    tool.use(
        Settings.of(AnswerConfig.class, options),
        new RunTool.Call(
            new RunDirectory(folder),
            (ConfigNode.Mapping) YamlReader.parseValue("config", "{agent: {type: " + agent + "}}"),
            List.of(sources),
            new PrintWriter(out, true)));
    return out.toString();
  }

  private String answer(String options, String... sources) throws IOException {
    return answerOf("capitals", options, sources);
  }

  @Test
  void answersStandBesideTheirSources() throws IOException {
    assertThat(answer("{}", "ab", "abcde"))
        .isEqualToNormalizingNewlines(
            """
            source  answer  probability
            ab      AB           0.2500
            abcde   ABCDE…       0.0313
            """);
  }

  @Test
  void aBeamGivesSeveral() throws IOException {
    assertThat(answer("{beam: 3}", "abc"))
        .isEqualToNormalizingNewlines(
            """
            source  answer  probability
            abc     ABC          0.1250
                    AB           0.0625
            """);
  }

  @Test
  void attentionIsShownInPercent() throws IOException {
    assertThat(answer("{attention: true}", "ba"))
        .isEqualToNormalizingNewlines(
            """
            source  answer  probability
            ba      BA           0.2500
              %       b   a
              B     100   ·
              A       · 100
              (end)   · 100
            """);
  }

  @Test
  void linesOfAFileAreAnswered() throws IOException {
    Path file = folder.resolve("asked.txt");
    Files.writeString(file, "a\n\nfe\n");
    assertThat(answer("{lines: " + file + "}")).contains("a       A ").contains("fe      FE ");
    Files.writeString(file, "a\nfx\n");
    refused(
        "{lines: " + file + "}",
        file
            + ":2: 'x' (U+0078), number 2 of 'fx', is none of the 6 characters that the examples"
            + " had: a b c d e f");
    refused("{lines: " + folder.resolve("none.txt") + "}", "there is no file");
  }

  private void refused(String options, String message, String... sources) {
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> answer(options, sources))
        .withMessageContaining(message);
  }

  @Test
  void whatCannotBeReadIsTold() {
    refused("{}", "'A' (U+0041), number 2 of 'aA', is none of the 6 characters", "a", "aA");
    refused("{}", "'abcdefa' has 7 characters; 1 to 6 would be right", "abcdefa");
    refused("{beam: 4}", "must be at most 3 for such a model, not 4", "a");
    refused("{}", "there is nothing to answer; give a SOURCE after RUN, or --lines FILE");
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> answerOf("dqn", "{}", "a"))
        .withMessageContaining(
            "is a run of the agent 'dqn', which has learned to answer no sequences; take one of"
                + " capitals");
  }
}
