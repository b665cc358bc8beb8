package dev.ensayo.experiments.watch;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.Optional;

/** What {@link PageServer} serves; asked from several threads. */
public interface Site {
  /** The parts of the page as they are now, by their ids. */
  ImmutableMap<String, String> parts();

  /** The whole page with those parts. */
  String html(ImmutableMap<String, String> parts);

  String css();

  String script();

  /**
   * The folder of a run, if there is such a run and a report could lead to it.
   *
   * @param name of its folder within the study's, such as {@code baseline/seed-1}
   */
  Optional<Path> run(String name);

  /** The folder of the report, if one was written. */
  Optional<Path> report();
}
