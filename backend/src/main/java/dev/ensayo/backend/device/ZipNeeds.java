package dev.ensayo.backend.device;

import com.google.common.base.Joiner;
import dev.ensayo.backend.configuration.ZipConfiguration;
import dev.ensayo.core.rundir.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which jars Deeplearning4j's model zips need beside Deeplearning4j's own. */
final class ZipNeeds {
  private static final Pattern CLASS = Pattern.compile("\"@class\"\\s*:\\s*\"([^\"]+)\"");

  /** Of Deeplearning4j, but in a jar of its own. */
  private static final String RL4J = "org.deeplearning4j.rl4j.";

  private ZipNeeds() {}

  /** Of all model zips in a folder; empty if there is none. */
  static Optional<String> of(Path folder) throws IOException {
    Set<String> jars = new TreeSet<>();
    boolean any = false;
    try (DirectoryStream<Path> zips = Files.newDirectoryStream(folder, "*.zip")) {
      for (Path zip : zips) {
        Optional<String> configuration = ZipConfiguration.find(zip);
        if (configuration.isPresent()) {
          any = true;
          Matcher names = CLASS.matcher(configuration.get());
          while (names.find()) {
            jar(names.group(1)).ifPresent(jars::add);
          }
        }
      }
    }
    if (!any) {
      return Optional.empty();
    }
    return Optional.of(jars.isEmpty() ? Manifest.NO_MORE : Joiner.on(", ").join(jars));
  }

  /** Where a class comes from; empty for Deeplearning4j's. */
  private static Optional<String> jar(String name) throws IOException {
    boolean ownJar = name.startsWith(RL4J);
    if ((name.startsWith("org.deeplearning4j.") && !ownJar) || name.startsWith("org.nd4j.")) {
      return Optional.empty();
    }
    try {
      Class<?> named = Class.forName(name, false, ZipNeeds.class.getClassLoader());
      try (InputStream in = named.getResourceAsStream("jar.properties")) {
        if (in != null) {
          Properties properties = new Properties();
          properties.load(in);
          return Optional.of(properties.getProperty("coordinates"));
        }
      }
      CodeSource source = named.getProtectionDomain().getCodeSource();
      return Optional.of(
          source == null
              ? name
              : Path.of(URI.create(source.getLocation().toString())).getFileName().toString());
    } catch (ClassNotFoundException e) {
      return Optional.of("the jar with " + name);
    }
  }
}
