package dev.ensayo.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher script in a copy of the project where Java and Maven only say what they are told.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final String ECHO = "#!/bin/sh\nfor a in \"$@\"; do echo \"<$a>\"; done\n";

  @TempDir private Path folder;
  private Path home;
  private Path bin;

  @BeforeEach
  void copyLauncher() throws IOException {
    home = folder.resolve("a folder with spaces");
    for (String room :
        List.of("core", "backend", "environments", "agents", "results", "experiments")) {
      Files.createDirectories(home.resolve(room).resolve("src").resolve("main"));
      Files.writeString(home.resolve(room).resolve("pom.xml"), "<project/>");
    }
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.createDirectories(home.resolve("experiments").resolve("target"));
    Files.copy(CommandLineHarness.root().resolve("ensayo"), home.resolve("ensayo"));
    bin = Files.createDirectories(folder.resolve("bin"));
    script(bin.resolve("java"), ECHO);
    script(bin.resolve("mvn"), "#!/bin/sh\necho built in \"$PWD\" >> \"" + folder + "/mvn.log\"\n");
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private record Said(int exitCode, String text) {}

  private Said launch(Path launcher, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
    builder.environment().putAll(environment);
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Said(process.exitValue(), text);
  }

  private Path mavenLog() {
    return folder.resolve("mvn.log");
  }

  @Test
  void itBuildsOnFirstUseSaysSoAndThenNoMore() throws IOException, InterruptedException {
    Said first = launch(home.resolve("ensayo"), Map.of(), "list", "two words");
    assertThat(first.exitCode()).isZero();
    assertThat(first.text())
        .contains("first use; building")
        .contains("<-Densayo.home=" + home.toRealPath() + ">")
        .contains("<dev.ensayo.experiments.cli.Ensayo>\n<list>\n<two words>");
    assertThat(mavenLog()).hasContent("built in " + home.toRealPath());

    assertThat(launch(home.resolve("ensayo"), Map.of(), "list").text()).doesNotContain("building");
    assertThat(Files.readAllLines(mavenLog())).hasSize(1);
  }

  @Test
  void itBuildsAgainWhenASourceIsNewer() throws IOException, InterruptedException {
    launch(home.resolve("ensayo"), Map.of(), "list");
    TimeUnit.MILLISECONDS.sleep(20);
    Files.writeString(home.resolve("core").resolve("src").resolve("main").resolve("New.java"), "");
    assertThat(launch(home.resolve("ensayo"), Map.of(), "list").text())
        .contains("the sources have changed; building");
    assertThat(Files.readAllLines(mavenLog())).hasSize(2);
  }

  @Test
  void itWorksThroughSymbolicLinks() throws IOException, InterruptedException {
    Path first = Files.createSymbolicLink(folder.resolve("one"), home.resolve("ensayo"));
    Path deep = Files.createDirectories(folder.resolve("deep").resolve("er"));
    Path second = Files.createSymbolicLink(deep.resolve("two"), Path.of("../../one"));
    assertThat(first).isSymbolicLink();
    assertThat(launch(second, Map.of(), "list").text())
        .contains("<-Densayo.home=" + home.toRealPath() + ">");
  }

  @Test
  void itTakesTheJavaOfJavaHome() throws IOException, InterruptedException {
    Path other = folder.resolve("other jdk");
    script(other.resolve("bin").resolve("java"), "#!/bin/sh\necho the other one\n");
    assertThat(launch(home.resolve("ensayo"), Map.of("JAVA_HOME", other.toString()), "list").text())
        .endsWith("the other one\n");

    Said broken =
        launch(home.resolve("ensayo"), Map.of("JAVA_HOME", folder.resolve("x").toString()), "list");
    assertThat(broken.exitCode()).isEqualTo(2);
    assertThat(broken.text()).contains("JAVA_HOME").contains("no bin/java");
  }

  @Test
  void itNamesTheKernelsOfOpenBlasUnlessTheUserDoes() throws IOException, InterruptedException {
    script(bin.resolve("java"), "#!/bin/sh\necho \"kernels: $OPENBLAS_CORETYPE\"\n");
    assertThat(launch(home.resolve("ensayo"), Map.of("OPENBLAS_CORETYPE", "Zen"), "list").text())
        .endsWith("kernels: Zen\n");
    assertThat(launch(home.resolve("ensayo"), Map.of("OPENBLAS_CORETYPE", ""), "list").text())
        .containsPattern("kernels: (SkylakeX|Haswell)?\n");
  }

  @Test
  void aBuildThatFailsIsShownAndNotTakenForABuild() throws IOException, InterruptedException {
    script(bin.resolve("mvn"), "#!/bin/sh\necho this does not compile\nexit 1\n");
    Said failed = launch(home.resolve("ensayo"), Map.of(), "list");
    assertThat(failed.exitCode()).isEqualTo(2);
    assertThat(failed.text()).contains("this does not compile").contains("the build failed");
    assertThat(launch(home.resolve("ensayo"), Map.of(), "list").text())
        .contains("first use; building");
  }

  @Test
  void optionsForJavaAreHandedOn() throws IOException, InterruptedException {
    assertThat(
            launch(
                    home.resolve("ensayo"),
                    Map.of("ENSAYO_JAVA_OPTIONS", "-Xmx1g -Dx=y"),
                    "run",
                    "s")
                .text())
        .contains("<-Xmx1g>\n<-Dx=y>");
  }
}
