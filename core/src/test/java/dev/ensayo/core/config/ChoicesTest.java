package dev.ensayo.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ensayo.core.config.SettingsCatalog.Entry;
import dev.ensayo.core.config.Zoo.Box;
import dev.ensayo.core.config.Zoo.Circle;
import dev.ensayo.core.config.Zoo.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An interface that is not sealed, whose records two providers name. */
class ChoicesTest {
  interface Instrument {}

  @Choice("harp")
  record Harp(@Setting(value = "how many strings", defaultValue = "47", min = 1) int strings)
      implements Instrument {
    Harp {
      Settings.check(Harp.class, strings);
    }
  }

  @Choice("oboe")
  record Oboe() implements Instrument {}

  @Choice("flute")
  record Flute(@Setting(value = "what answers", defaultValue = "harp") Instrument answer)
      implements Instrument {
    Flute {
      Settings.check(Flute.class, answer);
    }
  }

  @Choice("harp")
  record OtherHarp() implements Instrument {}

  /** Those with strings. */
  public static final class Strings implements ChoiceProvider<Instrument> {
    @Override
    public Class<Instrument> type() {
      return Instrument.class;
    }

    @Override
    public List<Class<? extends Instrument>> choices() {
      return List.of(Harp.class);
    }
  }

  /** Those that are blown. */
  public static final class Winds implements ChoiceProvider<Instrument> {
    @Override
    public Class<Instrument> type() {
      return Instrument.class;
    }

    @Override
    public List<Class<? extends Instrument>> choices() {
      return List.of(Oboe.class, Flute.class);
    }
  }

  private static ChoiceProvider<Instrument> providing(
      List<Class<? extends Instrument>> instruments) {
    return new ChoiceProvider<>() {
      @Override
      public Class<Instrument> type() {
        return Instrument.class;
      }

      @Override
      public List<Class<? extends Instrument>> choices() {
        return instruments;
      }
    };
  }

  record Band(
      @Setting("who begins") Instrument first,
      @Setting(value = "the others", defaultValue = "[oboe, {type: harp, strings: 22}]")
          List<Instrument> others) {
    Band {
      Settings.check(Band.class, first, others);
    }
  }

  @Test
  void thoseOfASealedInterface() {
    assertThat(Choices.of(Shape.class)).isEqualTo(Map.of("circle", Circle.class, "box", Box.class));
  }

  @Test
  void thoseOfAllProvidersOfAnOpenOne() {
    assertThat(Choices.of(Instrument.class).keySet()).containsExactly("harp", "oboe", "flute");
    assertThat(Choices.areThereFor(Instrument.class)).isTrue();
    assertThat(Choices.areThereFor(Runnable.class)).isFalse();
    assertThat(Choices.of(Runnable.class)).isEmpty();
  }

  @Test
  void areBoundAndWrittenOutAsThoseOfASealedOne() {
    Band band = Settings.of(Band.class, "{first: {type: flute, answer: oboe}}");
    assertThat(band).isEqualTo(new Band(new Flute(new Oboe()), List.of(new Oboe(), new Harp(22))));
    String written = YamlWriter.write(ConfigUnbinder.unbind(band));
    assertThat(Settings.of(Band.class, written)).isEqualTo(band);
  }

  @Test
  void unknownOnesAreRefusedWithTheNearestName() {
    assertThatThrownBy(() -> Settings.of(Band.class, "{first: harb}"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "(text):1: first.type: no such choice: 'harb'; did you mean 'harp'? known: harp, oboe,"
                + " flute");
    assertThatThrownBy(() -> Settings.of(Band.class, "{first: {type: harp, strings: 0}}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("first.strings: must be at least 1, not 0");
  }

  @Test
  void areDescribedInTheOrderOfTheirProviders() {
    assertThat(SettingsCatalog.of(Band.class))
        .extracting(Entry::path, Entry::choice, Entry::type)
        .containsExactly(
            tuple("first", "", "one of harp, oboe, flute"),
            tuple("first.strings", "harp", "a whole number"),
            tuple("first.answer", "flute", "one of harp, oboe, flute"),
            tuple("first.answer.strings", "harp", "a whole number"),
            tuple("others", "", "a list, each one of harp, oboe, flute"),
            tuple("others.strings", "harp", "a whole number"),
            tuple("others.answer", "flute", "one of harp, oboe, flute"),
            tuple("others.answer.strings", "harp", "a whole number"));
  }

  record Section(
      @Setting(value = "what they play", defaultValue = "oboe") Class<? extends Instrument> plays,
      @Setting(value = "a shape", defaultValue = "box") Class<? extends Shape> shape) {
    Section {
      Settings.check(Section.class, plays, shape);
    }
  }

  @Test
  void theNameAloneCanBeASetting() {
    Section section = Settings.of(Section.class, "{plays: harp}");
    assertThat(section).isEqualTo(new Section(Harp.class, Box.class));
    assertThat(YamlWriter.write(ConfigUnbinder.unbind(section)))
        .isEqualTo("plays: harp\nshape: box\n");
    assertThat(SettingsCatalog.of(Section.class))
        .containsExactly(
            new Entry(
                "plays", "", "one of harp, oboe, flute", "oboe", false, "", "", "what they play"),
            new Entry("shape", "", "one of circle, box", "box", false, "", "", "a shape"));
    assertThatThrownBy(() -> Settings.of(Section.class, "{plays: flut}"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "(text):1: plays: no such choice: 'flut'; did you mean 'flute'? known: harp, oboe,"
                + " flute");
    assertThatThrownBy(() -> Settings.of(Section.class, "{plays: {type: harp}}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("(text):1: plays: expected one of harp, oboe, flute, found ");
  }

  @Test
  void twoOfOneNameAreRefusedInOneLine() {
    Choices choices =
        new Choices(List.of(providing(List.of(Harp.class)), providing(List.of(OtherHarp.class))));
    assertThatThrownBy(() -> choices.named(Instrument.class))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "META-INF/services/dev.ensayo.core.config.ChoiceProvider: two kinds of Instrument are"
                + " called 'harp': dev.ensayo.core.config.ChoicesTest$Harp and"
                + " dev.ensayo.core.config.ChoicesTest$OtherHarp");
  }

  private static final class NoRecord implements Instrument {}

  @Test
  void recordsAlone() {
    Choices choices = new Choices(List.of(providing(List.of(NoRecord.class))));
    assertThatThrownBy(() -> choices.named(Instrument.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("NoRecord is no record");
  }
}
