package dev.ensayo.core.preprocessing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.Vocabulary;
import java.util.List;

/** What a model reads, and what becomes of it before a network sees it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TableInputs.class, name = "table"),
  @JsonSubTypes.Type(value = PictureInputs.class, name = "pictures"),
  @JsonSubTypes.Type(value = TextInputs.class, name = "text"),
  @JsonSubTypes.Type(value = BagInputs.class, name = "bag"),
  @JsonSubTypes.Type(value = Inputs.Tokens.class, name = "tokens"),
  @JsonSubTypes.Type(value = Inputs.Numbers.class, name = "numbers"),
  @JsonSubTypes.Type(value = Inputs.State.class, name = "state"),
  @JsonSubTypes.Type(value = Inputs.Window.class, name = "window")
})
public sealed interface Inputs
    permits TableInputs,
        PictureInputs,
        TextInputs,
        BagInputs,
        Inputs.Tokens,
        Inputs.Numbers,
        Inputs.State,
        Inputs.Window {
  /**
   * A text, cut into tokens that have numbers.
   *
   * @param unit what a token is: character, byte, subword or word
   * @param tokens in the order of their numbers
   * @param merges how pieces of words are made, each two of them with a blank between; else none
   */
  record Tokens(
      String unit,
      List<String> tokens,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> merges)
      implements Inputs {
    public Tokens {
      tokens = ImmutableList.copyOf(tokens);
      merges = merges == null ? ImmutableList.of() : ImmutableList.copyOf(merges);
    }

    /** Of tokens that are no pieces of words. */
    public Tokens(String unit, List<String> tokens) {
      this(unit, tokens, ImmutableList.of());
    }

    /** Those of a vocabulary. */
    public static Tokens of(Vocabulary vocabulary) {
      return new Tokens(
          Settings.label(vocabulary.unit()), vocabulary.tokens(), vocabulary.merges());
    }
  }

  /**
   * Numbers, each divided by the same one.
   *
   * @param shape of one input; an extent of 0 may be any, such as time
   * @param divisor 1 where they are inputs as they are, as in files of before there was one
   */
  record Numbers(List<Integer> shape, double divisor) implements Inputs {
    public Numbers {
      shape = ImmutableList.copyOf(shape);
      divisor = divisor == 0 ? 1 : divisor;
    }

    /** Numbers as they are. */
    public Numbers(List<Integer> shape) {
      this(shape, 1);
    }
  }

  /**
   * The number of a state.
   *
   * @param states how many there are
   */
  record State(int states) implements Inputs {}

  /**
   * The last moments of a series, the oldest first: at each moment a number for each column, (x −
   * origin) / unit.
   *
   * @param moments how many
   * @param columns in their order
   */
  record Window(int moments, List<Scaled> columns) implements Inputs {
    /**
     * A column.
     *
     * @param scale measured on the training part alone
     */
    public record Scaled(String name, AnswerScale scale) {}

    public Window {
      columns = ImmutableList.copyOf(columns);
    }
  }
}
