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

  /** The folder of the report, if one was written. */
  Optional<Path> report();
}
