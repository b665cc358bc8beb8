package dev.ensayo.experiments.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.experiments.cli.Ensayo;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * 'list' and 'describe' start fast because they load no library of networks, though every layer and
 * updater says what it is for Deeplearning4j: here on a class path that has none.
 */
class DescribingLoadsNoLibraryTest {
  private static URLClassLoader loader;

  @BeforeAll
  static void hideLibraries() {
    URL[] urls =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(File::new)
            .filter(file -> !file.getName().matches("(deeplearning4j|nd4j|rl4j|openblas)-.*"))
            .map(file -> toUrl(file.toURI()))
            .toArray(URL[]::new);
    loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  @AfterAll
  static void close() throws Exception {
    loader.close();
  }

  private static URL toUrl(URI uri) {
    try {
      return uri.toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  /** What a command prints. */
  private static String run(String... arguments) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Object commands =
          loader.loadClass(Ensayo.class.getName()).getMethod("commandLine").invoke(null);
      StringWriter printed = new StringWriter();
      PrintWriter writer = new PrintWriter(printed);
      commands.getClass().getMethod("setOut", PrintWriter.class).invoke(commands, writer);
      commands.getClass().getMethod("setErr", PrintWriter.class).invoke(commands, writer);
      Object code =
          commands
              .getClass()
              .getMethod("execute", String[].class)
              .invoke(commands, (Object) arguments);
      assertThat(code).as("%s", printed).isEqualTo(0);
      return printed.toString();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  static Stream<String> described() {
    PluginRegistry plugins = PluginRegistry.load();
    return Stream.of(
            plugins.environments().keySet(), plugins.wrappers().keySet(), plugins.agents().keySet())
        .flatMap(names -> names.stream());
  }

  @Test
  void theLibrariesAreHidden() {
    for (String name :
        new String[] {
          "org.nd4j.linalg.factory.Nd4j", "org.deeplearning4j.nn.conf.layers.Layer",
        }) {
      assertThatThrownBy(() -> loader.loadClass(name)).isInstanceOf(ClassNotFoundException.class);
    }
  }

  @Test
  void list() throws Exception {
    assertThat(run("list")).contains("dqn", "cnn", "language-model");
  }

  @ParameterizedTest
  @MethodSource("described")
  void describe(String name) throws Exception {
    assertThat(run("describe", name)).contains(name);
  }
}
