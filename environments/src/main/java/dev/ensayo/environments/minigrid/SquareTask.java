package dev.ensayo.environments.minigrid;

/** A task on a grid that is as wide as high. */
interface SquareTask extends Task {
  /** Cells of a side, the walls included. */
  int size();

  @Override
  default int width() {
    return size();
  }

  @Override
  default int height() {
    return size();
  }

  @Override
  default int stepLimit() {
    return 4 * size() * size();
  }
}
