package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.data.DataFolders;
import dev.ensayo.core.data.FileServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
  private static final byte[] HELLO = "hello world\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @BeforeEach
  void useAFolderOfItsOwn() {
    System.setProperty(DataFolders.PROPERTY, folder.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty(DataFolders.PROPERTY);
    System.clearProperty(LoopbackDataSets.URL);
  }

  private Path hello() {
    return folder.resolve("loopback/hello.txt");
  }

  @Test
  void aDataSetIsDownloadedOnce() throws IOException {
    try (FileServer server = new FileServer(HELLO)) {
      System.setProperty(LoopbackDataSets.URL, server.url("hello"));
      CommandLineHarness.Outcome outcome = ensayo("data", "get", "loopback");
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(outcome.out()).contains("downloaded: " + hello());
      assertThat(hello()).hasBinaryContent(HELLO);
      assertThat(ensayo("data", "get", "loopback").out()).contains("there already: " + hello());
      assertThat(server.ranges()).hasSize(1);
    }
    assertThat(ensayo("data", "list").out())
        .containsPattern("loopback +0.0 kB +in " + hello().getParent())
        .containsPattern("loopback-private .*published nowhere in this form");
  }

  @Test
  void aDamagedFileIsDownloadedAgain() throws IOException {
    Files.createDirectories(hello().getParent());
    Files.writeString(hello(), "hello wurld\n");
    try (FileServer server = new FileServer(HELLO)) {
      System.setProperty(LoopbackDataSets.URL, server.url("hello"));
      assertThat(ensayo("data", "get", "loopback").exitCode()).isZero();
    }
    assertThat(hello()).hasBinaryContent(HELLO);
  }

  @Test
  void aWrongChecksumFailsAndLeavesNothing() throws IOException {
    try (FileServer server = new FileServer("hello wurld\n".getBytes(StandardCharsets.UTF_8))) {
      System.setProperty(LoopbackDataSets.URL, server.url("hello"));
      CommandLineHarness.Outcome outcome = ensayo("data", "get", "loopback");
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.err()).contains("is not the expected file").doesNotContain("\tat ");
    }
    assertThat(hello()).doesNotExist();
  }

  @Test
  void wrongNamesAreWrongInput() {
    CommandLineHarness.Outcome slip = ensayo("data", "get", "tiny-shakespear");
    assertThat(slip.exitCode()).isEqualTo(2);
    assertThat(slip.err()).contains("did you mean 'tiny-shakespeare'?");
    CommandLineHarness.Outcome unpublished = ensayo("data", "get", "loopback-private");
    assertThat(unpublished.exitCode()).isEqualTo(2);
    assertThat(unpublished.err())
        .contains("published nowhere in this form")
        .contains("ENSAYO_DATA");
    assertThat(ensayo("data").exitCode()).isEqualTo(2);
    assertThat(ensayo("data", "get").exitCode()).isEqualTo(2);
  }

  @Test
  void dataSetsAreListedAndDescribed() {
    assertThat(ensayo("list", "datasets").out())
        .contains("tiny-shakespeare")
        .contains("wikitext-2")
        .contains("CC BY-SA 3.0");
    CommandLineHarness.Outcome outcome = ensayo("describe", "tiny-shakespeare");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("tiny-shakespeare (data set)")
        .contains("licence: text in the public domain")
        .contains("1.1 MB")
        .contains("86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed")
        .contains(folder.toString());
    assertThat(ensayo("describe", "wiktext-2").err()).contains("did you mean 'wikitext-2'?");
  }

  @Test
  void aStudyOfATextThatIsNotThereSaysHowToGetIt() throws IOException {
    Path study = folder.resolve("slip.yaml");
    Files.writeString(
        study,
        """
        study: slip
        environment:
          type: text
          data: tiny-shakespear
        agent: {type: random}
        budget: {environmentSteps: 100}
        """);
    CommandLineHarness.Outcome outcome = ensayo("run", study, "--out", folder.resolve("runs"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("slip.yaml:4: environment.data")
        .contains("did you mean 'tiny-shakespeare'?");
    assertThat(folder.resolve("runs")).doesNotExist();
  }
}
