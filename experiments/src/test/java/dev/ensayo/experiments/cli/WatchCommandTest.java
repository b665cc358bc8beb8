package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.experiments.cli.CommandLineHarness.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {
  @TempDir Path folder;

  @Test
  void inATerminalAStudyThatHasEndedIsToldAndThatIsAll() {
    Outcome outcome = ensayo("watch", CommandLineHarness.finishedStudy(folder), "--terminal");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).startsWith("The study has ended: ").hasLineCount(1);

    Outcome spanish =
        ensayo("watch", folder.resolve("runs/frozenlake-tabular"), "--terminal", "--lang", "es");
    assertThat(spanish.err()).startsWith("El estudio ha terminado: ").hasLineCount(1);
  }

  @Test
  void wrongInputIsOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    refused("is a file; give the folder of a study", "watch", file);
    refused("--lang: no report is written in 'fr'", "watch", folder, "--lang", "fr");
    refused("--port must be from 0 to 65535, not 70000", "watch", folder, "--port", "70000");
    refused("--port is for the page", "watch", folder, "--port", "1", "--terminal");
    Files.createDirectories(folder.resolve("runs/xor"));
    Files.writeString(folder.resolve("runs/xor/study.yaml"), "study: xor\n");
    refused("holds several studies; give one of them", "watch", folder.resolve("runs"));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      refused(
          "port " + taken.getLocalPort() + " cannot be used",
          "watch",
          folder.resolve("none"),
          "--port",
          taken.getLocalPort());
    }
  }

  private static void refused(String why, Object... arguments) {
    Outcome outcome = ensayo(arguments);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains(why).hasLineCount(1);
  }

  @Test
  void thePageComesBeforeTheStudyAndEndsWhenAsked() throws Exception {
    Path log = folder.resolve("log");
    Path place = folder.resolve("later");
    EnsayoProcess watch = EnsayoProcess.start(log, List.of(), "watch", place, "--port", "0");
    watch.await("its address", () -> watch.said().contains("http://"));
    String said = watch.said();
    URI page = URI.create(said.substring(said.indexOf("http://"), said.indexOf("  (")));
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(page).build();
    assertThat(client.send(request, BodyHandlers.ofString()).body())
        .contains("There is no study in");
    Files.createDirectories(place);
    Files.writeString(
        place.resolve("study.yaml"),
        """
        study: later
        environment: {type: cartpole-v1}
        agent: {type: dqn}
        budget: {environmentSteps: 10}
        """);
    watch.await(
        "the study",
        () -> client.send(request, BodyHandlers.ofString()).body().contains("<h1>later</h1>"));
    // Not INT: a shell that runs this in the background makes its children ignore that.
    watch.signal("TERM");
    assertThat(watch.exitCode()).isEqualTo(143);
    assertThat(watch.said()).hasLineCount(1);
  }
}
