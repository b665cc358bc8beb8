package dev.ensayo.environments.minigrid;

/**
 * Walk through an empty room to the corner.
 *
 * @param size of a side, walls included
 * @param randomStart whether the agent begins anywhere, and not in the opposite corner
 */
record EmptyRoom(int size, boolean randomStart) implements SquareTask {
  @Override
  public boolean isSeenThrough() {
    return true;
  }

  @Override
  public void build(Placer placer) {
    Corner.room(placer.world());
    if (randomStart) {
      placer.putAgent();
    } else {
      Corner.start(placer.world());
    }
  }
}
