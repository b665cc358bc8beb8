package dev.ensayo.backend.compiled.node;

/**
 * The work of one layer. It reads its input's data and writes its output's; backward it reads its
 * output's gradient, may overwrite it, and writes the gradients of its parameters and, where that
 * is needed, of its input. Neither allocates.
 */
public interface Block {
  void forward(Pass pass);

  /** Follows a {@link #forward} of the same pass, which was training. */
  void backward(Pass pass);
}
