package dev.ensayo.core.drawing;

import java.util.List;
import java.util.Optional;

/** How a copy of an environment draws the state that it is in. Asking changes nothing. */
public interface Drawing {
  /** What stays the same in all pictures, of this copy and of others. */
  Stage stage();

  /** What can be seen now, on the {@link #stage}: SVG elements, each well-formed by itself. */
  List<String> elements();

  /** What can be seen now, as characters: a board, or a line for tasks that have none. */
  TextPicture text();

  /** Where its states lie, if they lie on a map. */
  default Optional<StateMap> map() {
    return Optional.empty();
  }
}
