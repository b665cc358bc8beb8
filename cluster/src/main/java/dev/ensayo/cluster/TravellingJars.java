package dev.ensayo.cluster;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What executors need of the program: its own jars and the libraries and natives that it uses, but
 * not Spark with what Spark brings, which they have.
 */
final class TravellingJars {
  /** Written by the build: the jars that only Spark needs, separated as a class path. */
  private static final String OF_SPARK = "jars-of-spark.txt";

  /** Logging is Spark's, and is shared with it. */
  private static final String LOGGING = "slf4j-";

  private TravellingJars() {}

  /**
   * The jars of a class path that travel; folders of classes become jars.
   *
   * @param classPath as in {@code java.class.path}
   * @param scratch an empty folder for such jars
   */
  static ImmutableList<Path> of(String classPath, Path scratch) throws IOException {
    Set<String> staying = ofSpark();
    ImmutableList.Builder<Path> jars = ImmutableList.builder();
    int folders = 0;
    for (String entry : Splitter.on(File.pathSeparator).omitEmptyStrings().split(classPath)) {
      Path path = Path.of(entry).toAbsolutePath();
      String name = path.getFileName().toString();
      if (Files.isDirectory(path)) {
        Path jar = scratch.resolve("ensayo-classes-" + ++folders + ".jar");
        FolderArchive.write(Map.of("", path), Files.newOutputStream(jar));
        jars.add(jar);
      } else if (Files.isRegularFile(path)
          && !staying.contains(name)
          && !name.startsWith(LOGGING)) {
        jars.add(path);
      }
    }
    return jars.build();
  }

  private static Set<String> ofSpark() throws IOException {
    URL list = Resources.getResource(TravellingJars.class, OF_SPARK);
    Set<String> names = new HashSet<>();
    for (String entry :
        Splitter.on(':').trimResults().split(Resources.toString(list, StandardCharsets.UTF_8))) {
      names.add(entry.substring(entry.lastIndexOf('/') + 1));
    }
    return names;
  }
}
