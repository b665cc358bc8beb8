package dev.ensayo.core.episode;

import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.environment.Action;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sees episodes as they are played. Nothing that is handed out changes what is played. */
public interface EpisodeSpectator {
  /**
   * What a policy has chosen, before it is done.
   *
   * @param step number of the step in its episode, from 1
   * @param observation that it was chosen for, {@code [F]}; valid during the call
   * @param action what was chosen
   * @param values of all actions, {@code [A]}, where the policy has any
   * @param returnBefore sum of the task's rewards until now
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Choice(
      int step,
      float[] observation,
      Action action,
      Optional<double[]> values,
      double returnBefore) {
    /** The action in a word, or in numbers where it is a real vector. */
    public String actionWords(Stage stage) {
      if (action instanceof Action.Vector vector) {
        return vector.values().stream().map(Choice::number).collect(Collectors.joining(", "));
      }
      return stage.action(((Action.Index) action).number());
    }

    /** To three places; what is rounded to nothing has no sign. */
    private static String number(float value) {
      return String.format(Locale.ROOT, "%.3f", Math.abs(value) < 0.0005f ? 0 : value);
    }
  }

  /**
   * What came of a choice.
   *
   * @param reward as the task pays it
   * @param terminated the task ended
   * @param truncated only the clock ran out
   */
  record Outcome(double reward, boolean terminated, boolean truncated) {}

  /** Why an episode was over. */
  enum End {
    /** The task ended. */
    TERMINATED("the task ended"),
    /** The time limit of the environment. */
    TRUNCATED("the time limit"),
    /** The step limit of tests. */
    CUT("cut by the step limit of tests");

    private final String words;

    End(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * A whole episode.
   *
   * @param number from 1
   * @param steps how many
   * @param total undiscounted sum of the task's rewards
   * @param end why it was over
   */
  record Episode(int number, int steps, double total, End end) {}

  /**
   * An episode has begun.
   *
   * @param number from 1
   * @param drawing of its environment, if that draws itself; good until the episode ends
   */
  default void begins(int number, Optional<Drawing> drawing) throws IOException {}

  /** An action is about to be taken. */
  default void chosen(Choice choice) throws IOException {}

  /** It was taken. */
  default void taken(Choice choice, Outcome outcome) throws IOException {}

  /** The episode is over; its environment is in its last state. */
  default void ends(Episode episode) throws IOException {}
}
