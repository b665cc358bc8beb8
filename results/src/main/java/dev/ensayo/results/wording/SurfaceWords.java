package dev.ensayo.results.wording;

import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.results.language.Phrasebook;
import java.util.stream.Collectors;

/** What a surface with paths says to those who cannot see it. */
public final class SurfaceWords {
  private final Phrasebook words;

  /**
   * @param words the language of the report
   */
  public SurfaceWords(Phrasebook words) {
    this.words = words;
  }

  /** Where the paths begin and end, and where the lowest point is; one sentence each. */
  public String paths(Exhibit.Surface surface) {
    String paths =
        surface.paths().stream()
            .filter(path -> !path.x().isEmpty())
            .map(
                path -> {
                  int last = path.x().size() - 1;
                  return words.say(
                      "{0} goes from ({1}; {2}) to ({3}; {4}).",
                      path.label(),
                      words.number(path.x().get(0)),
                      words.number(path.y().get(0)),
                      words.number(path.x().get(last)),
                      words.number(path.y().get(last)));
                })
            .collect(Collectors.joining(" "));
    return surface.goal().isEmpty()
        ? paths
        : paths
            + " "
            + words.say(
                "The lowest point is ({0}; {1}).",
                words.number(surface.goal().get(0).x()), words.number(surface.goal().get(0).y()));
  }
}
