package dev.ensayo.agents.rl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** 'list' and 'describe' construct the providers: here on a class path without the libraries. */
class ProvidersLoadNoLibraryTest {
  private static URLClassLoader withoutLibraries() {
    URL[] urls =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(File::new)
            .filter(file -> !file.getName().matches("(deeplearning4j|nd4j|rl4j)-.*"))
            .map(file -> toUrl(file.toURI()))
            .toArray(URL[]::new);
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private static URL toUrl(URI uri) {
    try {
      return uri.toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void providersAnswerWithoutRl4jAndNd4j() throws Exception {
    try (URLClassLoader loader = withoutLibraries()) {
      assertThatThrownBy(() -> loader.loadClass("org.nd4j.linalg.factory.Nd4j"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(() -> loader.loadClass("org.deeplearning4j.rl4j.mdp.MDP"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThat(nameOf(loader, Rl4jDqnProvider.class)).isEqualTo("rl4j-dqn");
      assertThat(nameOf(loader, Rl4jAsyncNStepQProvider.class)).isEqualTo("rl4j-async-nstep-q");
      assertThat(nameOf(loader, Rl4jA3cProvider.class)).isEqualTo("rl4j-a3c");
      assertThat(nameOf(loader, Rl4jEnvironmentProvider.class)).isEqualTo("rl4j");
    }
  }

  private static Object nameOf(ClassLoader loader, Class<?> provider) throws Exception {
    Class<?> reloaded = Class.forName(provider.getName(), true, loader);
    Object instance = reloaded.getConstructor().newInstance();
    assertThat((String) reloaded.getMethod("summary").invoke(instance)).isNotBlank();
    Class<?> config = (Class<?>) reloaded.getMethod("configType").invoke(instance);
    assertThat(config.getRecordComponents()).isNotEmpty();
    // Finds all methods, whose signatures are resolved by it.
    assertThat(reloaded.getMethods()).isNotEmpty();
    return reloaded.getMethod("name").invoke(instance);
  }
}
