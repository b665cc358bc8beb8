package dev.ensayo.core.scenes;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * One object of a scene.
 *
 * @param label number of its class, in [0, K)
 * @param box around all of it, also where another object lies over it
 */
public record SceneObject(int label, Box box) {
  public SceneObject {
    checkArgument(label >= 0, "a class of number %s", label);
  }
}
