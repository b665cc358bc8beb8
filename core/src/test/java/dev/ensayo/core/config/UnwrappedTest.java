package dev.ensayo.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.ensayo.core.config.SettingsCatalog.Entry;
import dev.ensayo.core.config.Unwrapped.Here;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class UnwrappedTest {
  /** A part that two records share. */
  record Rate(
      @Setting(value = "how fast", defaultValue = "0.1", min = 0, max = 10, unit = "steps")
          double rate,
      @Setting(value = "how it changes", defaultValue = "constant", key = "class") String change,
      @Setting("when it ends; never unless given") OptionalInt end) {
    Rate {
      Settings.check(Rate.class, rate, change, end);
      if (change.equals("never") && rate > 5) {
        throw new InvalidSettingException("rate", "must not exceed 5 where nothing changes");
      }
    }
  }

  /** A part with a part. */
  record Gait(
      @Unwrapped(@Here(key = "rate", defaultValue = "2")) Rate speed,
      @Setting(value = "legs", min = 1) int legs) {
    Gait {
      Settings.check(Gait.class, speed, legs);
    }
  }

  sealed interface Animal {}

  @Choice("horse")
  record Horse(
      @Setting(value = "a name", defaultValue = "none") String name,
      @Unwrapped({
            @Here(key = "legs", defaultValue = "4"),
            @Here(key = "rate", value = "how fast it runs", defaultValue = "3")
          })
          Gait gait,
      @Setting(value = "a mane", defaultValue = "long", after = "rate") String mane,
      @Setting(value = "its colour", defaultValue = "red", after = "rate") String colour,
      @Setting(value = "a tail", defaultValue = "long", after = "mane") String tail,
      @Setting("the rider; none unless given") Optional<Rate> rider)
      implements Animal {
    Horse {
      Settings.check(Horse.class, name, gait, mane, colour, tail, rider);
      if (colour.equals("white") && gait.legs() == 3) {
        throw new InvalidSettingException("legs", "must not be 3 for a white one");
      }
    }
  }

  @Choice("snail")
  record Snail(@Unwrapped Rate speed) implements Animal {
    Snail {
      Settings.check(Snail.class, speed);
    }
  }

  record Farm(
      @Setting(value = "the animals", defaultValue = "[]") List<Animal> animals,
      @Setting("a spare gait") Gait spare,
      @Unwrapped Rate growth) {
    Farm {
      Settings.check(Farm.class, animals, spare, growth);
    }
  }

  private static <C extends Record> C bind(Class<C> type, String yaml) {
    return ConfigBinder.bind(YamlReader.parse("study.yaml", yaml), "agent", type);
  }

  private static List<String> problems(Class<? extends Record> type, String yaml) {
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> bind(type, yaml));
    assertThat(e).as("%s must not bind to %s", yaml, type).isNotNull();
    return e.problems().stream().map(Problem::toString).toList();
  }

  private static Rate rate(double rate) {
    return new Rate(rate, "constant", OptionalInt.empty());
  }

  @Test
  void itsSettingsAreReadFromTheLevelOfTheRecord() {
    assertThat(bind(Snail.class, "{rate: 0.5, class: slow, end: 7}"))
        .isEqualTo(new Snail(new Rate(0.5, "slow", OptionalInt.of(7))));
    assertThat(bind(Horse.class, "{rate: 1, legs: 3, mane: short}"))
        .isEqualTo(
            new Horse("none", new Gait(rate(1), 3), "short", "red", "long", Optional.empty()));
  }

  @Test
  void defaultsAreThoseOfTheOutermostPlaceThatGivesOne() {
    assertThat(bind(Snail.class, "{}")).isEqualTo(new Snail(rate(0.1)));
    assertThat(bind(Gait.class, "{legs: 2}")).isEqualTo(new Gait(rate(2), 2));
    assertThat(Settings.defaults(Horse.class).gait()).isEqualTo(new Gait(rate(3), 4));
    assertThat(bind(Horse.class, "{rider: {}}").rider()).contains(rate(0.1));
  }

  @Test
  void itsSettingsAreWrittenToTheLevelOfTheRecord() {
    assertThat(YamlWriter.write(ConfigUnbinder.unbind(Settings.defaults(Horse.class))))
        .isEqualTo(
            """
            name: none
            rate: 3.0
            mane: long
            tail: long
            colour: red
            class: constant
            end: null
            legs: 4
            rider: null
            """);
  }

  @Test
  void bindingUndoesUnbinding() {
    Farm farm =
        bind(
            Farm.class,
            "{animals: [{type: horse, legs: 1, colour: blue, rider: {rate: 7}}, snail, {type: snail,"
                + " end: 3}], spare: {legs: 9, rate: 8}, rate: 0.25}");
    ConfigNode.Mapping written =
        YamlReader.parse("(text)", YamlWriter.write(ConfigUnbinder.unbind(farm)));

    assertThat(ConfigBinder.bind(written, "", Farm.class)).isEqualTo(farm);
    assertThat(farm.spare().speed().rate()).isEqualTo(8);
    assertThat(farm.growth().rate()).isEqualTo(0.25);
    assertThat(((Horse) farm.animals().get(0)).gait().legs()).isEqualTo(1);
  }

  @Test
  void itsSettingsAreDescribedInTheirPlaces() {
    assertThat(SettingsCatalog.of(Horse.class))
        .filteredOn(entry -> !entry.path().startsWith("rider."))
        .extracting(Entry::path, Entry::meaning, Entry::defaultValue, Entry::required)
        .containsExactly(
            tuple("name", "a name", "none", false),
            tuple("rate", "how fast it runs", "3", false),
            tuple("mane", "a mane", "long", false),
            tuple("tail", "a tail", "long", false),
            tuple("colour", "its colour", "red", false),
            tuple("class", "how it changes", "constant", false),
            tuple("end", "when it ends; never unless given", "", false),
            tuple("legs", "legs", "4", false),
            tuple("rider", "the rider; none unless given", "", false));
    assertThat(SettingsCatalog.of(Horse.class))
        .filteredOn(entry -> entry.path().endsWith("rate"))
        .extracting(Entry::path, Entry::range, Entry::unit, Entry::defaultValue)
        .containsExactly(
            tuple("rate", "[0, 10]", "steps", "3"), tuple("rider.rate", "[0, 10]", "steps", "0.1"));
    assertThat(SettingsCatalog.of(Farm.class))
        .extracting(Entry::path, Entry::choice, Entry::required)
        .startsWith(
            tuple("animals", "", false),
            tuple("animals.name", "horse", false),
            tuple("animals.rate", "horse", false))
        .contains(
            tuple("animals.rate", "snail", false),
            tuple("spare.rate", "", false),
            tuple("spare.legs", "", true))
        .endsWith(tuple("rate", "", false), tuple("class", "", false), tuple("end", "", false));
  }

  @Test
  void unknownKeysAreComparedWithThoseOfTheWholeLevel() {
    assertThat(problems(Snail.class, "{rat: 1}"))
        .containsExactly(
            "study.yaml:1: agent.rat: unknown key; did you mean 'rate'? known: rate, class, end");
    assertThat(problems(Snail.class, "{speed: {rate: 1}}"))
        .as("the name of the component is no key")
        .containsExactly("study.yaml:1: agent.speed: unknown key; known: rate, class, end");
    assertThat(problems(Horse.class, "{colr: x}").get(0))
        .endsWith(
            "did you mean 'colour'? known: name, rate, mane, tail, colour, class, end, legs,"
                + " rider");
  }

  @Test
  void whatIsWrongIsNamedAsItIsWritten() {
    assertThat(problems(Horse.class, "name: x\nrate: 11\nlegs: many\nend: 1.5\nmane: []\n"))
        .containsExactly(
            "study.yaml:2: agent.rate: must lie in [0, 10] (steps), not 11.0",
            "study.yaml:4: agent.end: expected a whole number within its range, found '1.5'",
            "study.yaml:3: agent.legs: expected a whole number, found 'many'",
            "study.yaml:5: agent.mane: expected text, found a list of 0");
    assertThat(problems(Gait.class, "\nrate: 1\n"))
        .containsExactly("study.yaml:2: agent.legs: is missing; it is legs");
  }

  @Test
  void whatConstructorsRefuseIsNamedAsItIsWritten() {
    assertThat(problems(Snail.class, "class: never\nrate: 6\n"))
        .containsExactly("study.yaml:2: agent.rate: must not exceed 5 where nothing changes");
    assertThat(
            problems(
                Farm.class,
                "animals:\n  - type: snail\n    class: never\n    rate: 6\nspare: {legs: 1}\n"))
        .containsExactly(
            "study.yaml:4: agent.animals[0].rate: must not exceed 5 where nothing changes");
    assertThat(problems(Horse.class, "colour: white\nlegs: 3\n"))
        .as("of the record around it")
        .containsExactly("study.yaml:2: agent.legs: must not be 3 for a white one");
    assertThatThrownBy(() -> new Gait(rate(1), 0))
        .isInstanceOfSatisfying(
            InvalidSettingException.class, e -> assertThat(e.key()).isEqualTo("legs"));
  }

  @Test
  void aPartIsNeverNull() {
    assertThatThrownBy(() -> new Snail(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("speed");
  }

  record TwoRates(@Unwrapped Rate one, @Unwrapped Rate other) {}

  record RateAndRate(
      @Setting(value = "own", defaultValue = "1") double rate, @Unwrapped Gait gait) {}

  record TypeInside(@Setting(value = "a type", defaultValue = "x") String type) {}

  @Choice("typed")
  record Typed(@Unwrapped TypeInside part) {}

  record OfNumber(@Unwrapped int number) {}

  record OfChoice(@Unwrapped Animal animal) {}

  record Both(@Unwrapped @Setting("both") Rate rate) {}

  record Neither(@Unwrapped Rate rate, int number) {}

  record OfNothing(@Unwrapped(@Here(key = "ratio", defaultValue = "1")) Rate rate) {}

  record BehindNothing(
      @Setting(value = "a", defaultValue = "1", after = "rate") int a, @Unwrapped Rate rate) {}

  private static void assertRefused(Class<? extends Record> type, String message) {
    assertThatThrownBy(() -> ConfigBinder.bind(ConfigNode.Mapping.empty(Origin.DEFAULT), "", type))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> SettingsCatalog.of(type))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    Object[] values = new Object[type.getRecordComponents().length];
    assertThatThrownBy(() -> Settings.check(type, values))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aLevelWithTwoSettingsOfOneNameIsRefused() {
    assertRefused(
        TwoRates.class, "TwoRates has two settings called 'rate': Rate.rate and Rate.rate");
    assertRefused(
        RateAndRate.class,
        "RateAndRate has two settings called 'rate': RateAndRate.rate and Rate.rate");
    assertRefused(
        Typed.class, "Typed is chosen by its type, so none of its settings can be called 'type'");
    assertThatCode(() -> SettingsCatalog.of(TypeInside.class)).doesNotThrowAnyException();
  }

  @Test
  void whatCannotBeUnwrappedIsRefused() {
    assertRefused(OfNumber.class, "OfNumber.number cannot be unwrapped: int is no record");
    assertRefused(OfChoice.class, "OfChoice.animal cannot be unwrapped: Animal is no record");
    assertRefused(Both.class, "Both.rate is a @Setting or @Unwrapped, not both");
    assertRefused(Neither.class, "Neither.number lacks @Setting");
  }

  @Test
  void whatIsSaidOfNoSettingIsRefused() {
    assertRefused(
        OfNothing.class,
        "OfNothing.rate says something of 'ratio'; did you mean 'rate'? known: rate, class, end");
    assertRefused(
        BehindNothing.class,
        "BehindNothing.a comes after 'rate', which does not stand before it; known: none");
  }
}
