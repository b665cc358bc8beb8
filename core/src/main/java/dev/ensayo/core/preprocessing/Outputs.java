package dev.ensayo.core.preprocessing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.ActionSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the outputs of a model mean. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Outputs.Classes.class, name = "classes"),
  @JsonSubTypes.Type(value = Outputs.Tags.class, name = "tags"),
  @JsonSubTypes.Type(value = Outputs.Pixels.class, name = "pixels"),
  @JsonSubTypes.Type(value = Outputs.Quantity.class, name = "number"),
  @JsonSubTypes.Type(value = Outputs.Actions.class, name = "actions"),
  @JsonSubTypes.Type(value = Outputs.ActionVector.class, name = "action-vector"),
  @JsonSubTypes.Type(value = Outputs.Tokens.class, name = "tokens"),
  @JsonSubTypes.Type(value = Outputs.Numbers.class, name = "numbers"),
  @JsonSubTypes.Type(value = Outputs.Forecast.class, name = "forecast"),
  @JsonSubTypes.Type(value = Outputs.Boxes.class, name = "boxes")
})
public sealed interface Outputs {
  /** Between what the network gives and the numbers that it means; none for other outputs. */
  default AnswerScale answerScale() {
    return AnswerScale.NONE;
  }

  /**
   * The probability of each class; a single output is that of the second of two.
   *
   * @param target name of the column that is predicted; empty where it has none
   * @param names of the classes, in their order
   */
  record Classes(String target, List<String> names) implements Outputs {
    public Classes {
      names = ImmutableList.copyOf(names);
    }
  }

  /**
   * The probability of each class, for each token of the inputs.
   *
   * @param names of the classes, in their order
   */
  record Tags(List<String> names) implements Outputs {
    public Tags {
      names = ImmutableList.copyOf(names);
    }
  }

  /**
   * The probability of each class, for each pixel of the inputs: {@code [C, H, W]}.
   *
   * @param names of the C classes, in their order
   */
  record Pixels(List<String> names) implements Outputs {
    public Pixels {
      names = ImmutableList.copyOf(names);
    }
  }

  /**
   * A number: output · unit + origin.
   *
   * @param target name of the column that is predicted; empty where it has none
   */
  record Quantity(String target, AnswerScale scale) implements Outputs {
    @Override
    public AnswerScale answerScale() {
      return scale;
    }
  }

  /** A value or preference for each action, or the action itself. */
  record Actions(int count) implements Outputs {}

  /**
   * An action that is a vector of real numbers.
   *
   * @param low least values, {@code [D]}; null where there is none
   * @param high largest values, {@code [D]}; null where there is none
   */
  record ActionVector(List<Double> low, List<Double> high) implements Outputs {
    public ActionVector {
      low = Collections.unmodifiableList(new ArrayList<>(low));
      high = Collections.unmodifiableList(new ArrayList<>(high));
    }

    /** Of a box of them. */
    public static ActionVector of(ActionSpec.Box box) {
      return new ActionVector(
          box.low().stream().mapToObj(ActionVector::orNull).toList(),
          box.high().stream().mapToObj(ActionVector::orNull).toList());
    }

    private static Double orNull(double bound) {
      return Double.isFinite(bound) ? bound : null;
    }
  }

  /** The next token, of those of the inputs. */
  record Tokens() implements Outputs {}

  /** Numbers as they are, such as the vector of a word. */
  record Numbers(int count) implements Outputs {}

  /**
   * Boxes of a grid of cells: {@code [B·(5 + K), rows, columns]} numbers, of which docs/agents/
   * detector.md tells what becomes.
   *
   * @param names of the K classes, in their order
   * @param cell side of a cell, in pixels
   * @param priorWidths of the B boxes of a cell, in pixels
   * @param priorHeights of the B boxes of a cell, in pixels
   */
  record Boxes(List<String> names, int cell, List<Double> priorWidths, List<Double> priorHeights)
      implements Outputs {
    public Boxes {
      names = ImmutableList.copyOf(names);
      priorWidths = ImmutableList.copyOf(priorWidths);
      priorHeights = ImmutableList.copyOf(priorHeights);
    }
  }

  /**
   * The next values of a series, from one moment ahead on: output · unit + origin.
   *
   * @param target name of the column that is forecast
   * @param count how many
   */
  record Forecast(String target, int count, AnswerScale scale) implements Outputs {
    @Override
    public AnswerScale answerScale() {
      return scale;
    }
  }
}
