package dev.ensayo.backend.model;

/**
 * A network that reads sequences of tokens and writes others: an encoder and a decoder, which at
 * each step is given the token that was written before.
 *
 * <p>Not thread-safe. Windows are as those of a {@link SequenceModel}, of as many sequences as the
 * state: of what is read S steps, of what is written T. Masked steps are a sequence's last. The
 * state is all that encoder and decoder carry.
 */
public interface TransductionModel extends LearnedModel {
  /** Number of tokens that are read. */
  int sourceVocabulary();

  /** Number V of tokens that are written. */
  int targetVocabulary();

  /** Room for what B sequences carry. */
  SequenceState newState(int sequences);

  /**
   * Takes one gradient step on pairs of sequences.
   *
   * @param source tokens that are read, {@code [S·B]}, with at least one of each sequence
   * @param target tokens that come before those that are to be written, and these as targets,
   *     {@code [T·B]}
   * @param state of B sequences; its numbers do not matter
   * @param result receives the mean loss of the targets before the step, in nats, 0 where none
   *     counts, and the norm of its gradient
   */
  void fit(SequenceWindow source, SequenceWindow target, SequenceState state, FitResult result);

  /**
   * Computes the losses of what is written as at inference.
   *
   * @param state of B sequences; its numbers do not matter
   * @param losses receives −ln p of each target, {@code [T·B]}, 0 where the mask is 0; null where
   *     that is not wanted
   * @return their sum, in nats
   */
  double score(SequenceWindow source, SequenceWindow target, SequenceState state, float[] losses);

  /**
   * Reads sequences, as at inference; {@link #predict} writes then.
   *
   * @param source neither it nor its arrays may change until the last of it was predicted
   * @param state of B sequences, set to what the decoder begins with
   */
  void encode(SequenceWindow source, SequenceState state);

  /**
   * Computes the probabilities of the tokens that follow, from where {@link #encode} or the last
   * call left off. Sequences of a state may change places where their sources are the same.
   *
   * @param target tokens that come before; targets and weights do not matter
   * @param state goes on
   * @param probabilities receives {@code [T·B, V]}
   */
  void predict(SequenceWindow target, SequenceState state, float[] probabilities);

  /** Whether the decoder attends to what was read. */
  boolean attends();

  /**
   * How much each step of the last {@link #predict} was made of each step that was read.
   *
   * @param weights receives {@code [T·B, S]}; each row sums to 1 and is 0 where nothing was read
   * @throws IllegalStateException if the decoder does not attend
   */
  void attention(float[] weights);
}
