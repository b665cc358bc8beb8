package dev.ensayo.core.config;

/**
 * Something wrong with a study.
 *
 * @param origin where it was written
 * @param path the dotted path of the key, such as {@code agent.replay.capacity}; may be empty
 * @param message what is wrong and what would have been right
 */
public record Problem(Origin origin, String path, String message) {
  @Override
  public String toString() {
    return origin + ": " + (path.isEmpty() ? "" : path + ": ") + message;
  }
}
