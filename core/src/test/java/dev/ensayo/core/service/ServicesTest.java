package dev.ensayo.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicesTest {
  /** What is offered. */
  public interface Greeting {
    String text();
  }

  /** Works. */
  public static final class Hello implements Greeting {
    @Override
    public String text() {
      return "hello";
    }
  }

  /** Works, too. */
  public static final class Hola implements Greeting {
    @Override
    public String text() {
      return "hola";
    }
  }

  /** Fails as it is made. */
  public static final class Shy implements Greeting {
    public Shy() {
      throw new IllegalStateException("too shy");
    }

    @Override
    public String text() {
      return "";
    }
  }

  private static final String FILE = "META-INF/services/" + Greeting.class.getName();

  @TempDir Path folder;

  private Services<Greeting> services(String lines) throws IOException {
    Path jar = folder.resolve("greetings.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(FILE));
      out.write(lines.getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ServicesTest.class.getClassLoader())) {
      return Services.of(Greeting.class, loader);
    }
  }

  @Test
  void whatWorksIsThereWhateverIsBrokenBesideIt() throws IOException {
    Services<Greeting> services =
        services(
            Hello.class.getName()
                + "\nno.such.Greeting\n"
                + Shy.class.getName()
                + "\n"
                + ServicesTest.class.getName()
                + "\n"
                + Hola.class.getName()
                + "\n");

    assertThat(services.found()).extracting(Greeting::text).containsExactly("hello", "hola");
    assertThat(services.broken())
        .containsExactly(
            "no.such.Greeting, which "
                + FILE
                + " of greetings.jar names, cannot be used: there is no such class",
            Shy.class.getName()
                + ", which "
                + FILE
                + " of greetings.jar names, cannot be used: IllegalStateException: too shy",
            ServicesTest.class.getName()
                + ", which "
                + FILE
                + " of greetings.jar names, cannot be used: it does not implement Greeting");
  }

  @Test
  void aLineThatNamesNothing() throws IOException {
    Services<Greeting> services = services("two words\n");

    assertThat(services.found()).isEmpty();
    assertThat(services.broken()).singleElement().asString().contains(FILE).contains("syntax");
  }

  @Test
  void theFolderOfClassesIsNamedWhereThereIsNoJar() throws IOException {
    Path file = folder.resolve("classes").resolve(FILE);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "no.such.Greeting # a comment\n");
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.resolve("classes").toUri().toURL()},
            ServicesTest.class.getClassLoader())) {
      assertThat(Services.of(Greeting.class, loader).broken())
          .containsExactly(
              "no.such.Greeting, which "
                  + FILE
                  + " of "
                  + folder.resolve("classes")
                  + " names, cannot be used: there is no such class");
    }
  }

  @Test
  void aClassKnowsWhereItComesFrom() {
    assertThat(Services.placeOf(ServicesTest.class)).endsWith("test-classes");
    assertThat(Services.placeOf(Test.class)).startsWith("junit-jupiter-api").endsWith(".jar");
  }
}
