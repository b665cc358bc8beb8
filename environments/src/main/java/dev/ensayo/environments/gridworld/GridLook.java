package dev.ensayo.environments.gridworld;

import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.drawing.StateMap;
import dev.ensayo.core.drawing.TextPicture;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** How the states of a gridworld look. */
interface GridLook {
  /** As {@link Drawing#stage}. */
  Stage stage();

  /** As {@link Drawing#elements}, of a state. */
  List<String> elements(int state);

  /** As {@link Drawing#text}, of a state. */
  TextPicture text(int state);

  /** As {@link Drawing#map}. */
  StateMap map();

  /**
   * The drawing of a copy.
   *
   * @param state the one that it is in
   */
  default Drawing drawing(IntSupplier state) {
    return new Drawing() {
      @Override
      public Stage stage() {
        return GridLook.this.stage();
      }

      @Override
      public List<String> elements() {
        return GridLook.this.elements(state.getAsInt());
      }

      @Override
      public TextPicture text() {
        return GridLook.this.text(state.getAsInt());
      }

      @Override
      public Optional<StateMap> map() {
        return Optional.of(GridLook.this.map());
      }
    };
  }
}
