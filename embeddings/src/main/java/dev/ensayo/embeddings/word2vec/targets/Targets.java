package dev.ensayo.embeddings.word2vec.targets;

/**
 * What a word is predicted by: rows of the output matrix, their logits, and the loss.
 *
 * <p>The first {@link #fixed} targets are the same for all predictions of a word; those after them
 * are drawn anew for each.
 */
public interface Targets {
  /** Takes up a word to predict; nothing is drawn yet. */
  void predict(int word);

  /** Draws what belongs to one prediction alone, in place of what there was. */
  void draw();

  /** How many targets stay as they are while a word is predicted. */
  int fixed();

  /** How many targets there are, all different. */
  int count();

  /** How many there are at most. */
  int most();

  /** The row of the output matrix that a target is. */
  int row(int target);

  /**
   * Turns logits into the factors of a gradient step down the loss, and adds the loss up.
   *
   * @param values logits f_t from {@code offset} on, replaced by {@code −rate·weight·∂loss/∂f_t}
   * @param weight how often the input occurs
   */
  void factors(float[] values, int offset, float rate, float weight);

  /** The loss since the last call, in nats. */
  double takeLoss();
}
