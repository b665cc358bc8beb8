package dev.ensayo.core.service;

import com.google.common.base.Splitter;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The implementations that the class path names for an interface under {@code META-INF/services}.
 * One that cannot be had, as after a compilation that failed, is told and left out; the others are
 * there all the same.
 *
 * @param <S> the interface
 * @param found an instance of each that works, in the order of the class path
 * @param broken what is wrong with each of the others, in a line that names class, place and reason
 */
public record Services<S>(ImmutableList<S> found, ImmutableList<String> broken) {
  private static final Pattern PROVIDER = Pattern.compile(": (?:Provider )?([\\w.$]+) ");

  /** More faults than anybody reads; a loader that cannot go on would throw without end. */
  private static final int MOST_FAULTS = 100;

  /** Looks through the class path of the thread's context. */
  public static <S> Services<S> of(Class<S> type) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return of(type, loader == null ? Services.class.getClassLoader() : loader);
  }

  static <S> Services<S> of(Class<S> type, ClassLoader loader) {
    ImmutableList.Builder<S> found = ImmutableList.builder();
    ImmutableList.Builder<String> broken = ImmutableList.builder();
    Iterator<S> services = ServiceLoader.load(type, loader).iterator();
    int faults = 0;
    while (faults < MOST_FAULTS) {
      try {
        if (!services.hasNext()) {
          break;
        }
        found.add(services.next());
      } catch (ServiceConfigurationError | LinkageError e) {
        faults++;
        broken.add(describe(type, loader, e));
      }
    }
    return new Services<>(found.build(), broken.build());
  }

  /** Where a class comes from: the file name of its jar, or its folder. */
  public static String placeOf(Class<?> type) {
    return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
        .map(source -> place(source.getLocation()))
        .orElse("an unknown place");
  }

  private static String describe(Class<?> type, ClassLoader loader, Error fault) {
    String message = String.valueOf(fault.getMessage());
    Matcher provider = PROVIDER.matcher(message);
    String file = "META-INF/services/" + type.getName();
    if (!provider.find()) {
      return file + ": " + reason(type, fault);
    }
    String name = provider.group(1);
    String place = naming(file, name, loader).map(Services::placeOfFile).orElse("the class path");
    return name
        + ", which "
        + file
        + " of "
        + place
        + " names, cannot be used: "
        + reason(type, fault);
  }

  private static String reason(Class<?> type, Error fault) {
    Throwable root = Throwables.getRootCause(fault);
    if (root == fault) {
      String message = String.valueOf(fault.getMessage());
      if (message.endsWith(" not found")) {
        return "there is no such class";
      }
      return message.endsWith(" not a subtype")
          ? "it does not implement " + type.getSimpleName()
          : message;
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  /** The file in which a class is named. */
  private static Optional<URL> naming(String file, String name, ClassLoader loader) {
    try {
      for (URL url : Collections.list(loader.getResources(file))) {
        List<String> lines =
            Splitter.on('\n')
                .trimResults()
                .splitToList(Resources.toString(url, StandardCharsets.UTF_8));
        if (lines.stream().anyMatch(line -> line.startsWith(name))) {
          return Optional.of(url);
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** {@code jar:file:/x/y.jar!/META-INF/services/…} or {@code file:/x/META-INF/services/…}. */
  private static String placeOfFile(URL file) {
    String text = file.toString();
    int inJar = text.indexOf("!/");
    return inJar >= 0
        ? text.substring(text.lastIndexOf('/', inJar) + 1, inJar)
        : path(URI.create(text.substring(0, text.indexOf("META-INF/services/"))));
  }

  private static String place(URL location) {
    String text = location.toString();
    return text.endsWith(".jar")
        ? text.substring(text.lastIndexOf('/') + 1)
        : path(URI.create(text));
  }

  private static String path(URI folder) {
    return folder.getScheme().equals("file") ? Path.of(folder).toString() : folder.toString();
  }
}
