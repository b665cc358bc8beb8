package dev.ensayo.core.preprocessing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.text.TextForm;
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
   * @param lowerCase whether all letters are made small before
   * @param normalize normalization form of Unicode that the text gets before: nfc, or none
   */
  record Tokens(
      String unit,
      List<String> tokens,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> merges,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean lowerCase,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String normalize)
      implements Inputs {
    public Tokens {
      tokens = ImmutableList.copyOf(tokens);
      merges = merges == null ? ImmutableList.of() : ImmutableList.copyOf(merges);
      normalize = normalize == null ? TextForm.AS_IT_IS.normalizationName() : normalize;
    }

    private Tokens(
        TokenUnit unit, ImmutableList<String> tokens, ImmutableList<String> merges, TextForm form) {
      this(Settings.label(unit), tokens, merges, form.lowerCase(), form.normalizationName());
    }

    /** Those of a vocabulary. */
    public static Tokens of(Vocabulary vocabulary) {
      return new Tokens(
          vocabulary.unit(), vocabulary.tokens(), vocabulary.merges(), vocabulary.form());
    }

    /** Words of a text in that form. */
    public static Tokens ofWords(ImmutableList<String> words, TextForm form) {
      return new Tokens(TokenUnit.WORD, words, ImmutableList.of(), form);
    }

    /** What becomes of a text before its tokens are looked up. */
    @JsonIgnore
    public TextForm form() {
      return TextForm.named(lowerCase, normalize);
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
