package dev.ensayo.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ensayo.core.config.SettingsCatalog.Entry;
import dev.ensayo.core.config.Zoo.Collections;
import dev.ensayo.core.config.Zoo.Maybe;
import dev.ensayo.core.config.Zoo.Nested;
import dev.ensayo.core.config.Zoo.Scalars;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsCatalogTest {
  @Test
  void everythingAboutAScalar() {
    assertThat(SettingsCatalog.of(Scalars.class))
        .containsExactly(
            new Entry("count", "", "a whole number", "3", false, "[1, 10]", "steps", "a count"),
            new Entry(
                "big", "", "a whole number", "9007199254740993", false, "", "", "a big count"),
            new Entry("rate", "", "a number", "1e-3", false, "(0, 1]", "", "a rate"),
            new Entry("flag", "", "true or false", "true", false, "", "", "a flag"),
            new Entry("text", "", "text", "plain", false, "", "", "a text"),
            new Entry("color", "", "one of red, dark-blue", "dark-blue", false, "", "", "a color"));
  }

  @Test
  void nestedRecordsAndChoicesFollowTheirSetting() {
    assertThat(SettingsCatalog.of(Nested.class))
        .extracting(Entry::path, Entry::choice, Entry::required, Entry::defaultValue)
        .containsExactly(
            tuple("scalars", "", false, ""),
            tuple("scalars.count", "", false, "3"),
            tuple("scalars.big", "", false, "9007199254740993"),
            tuple("scalars.rate", "", false, "1e-3"),
            tuple("scalars.flag", "", false, "true"),
            tuple("scalars.text", "", false, "plain"),
            tuple("scalars.color", "", false, "dark-blue"),
            tuple("shape", "", false, "{type: circle, radius: 3}"),
            tuple("shape.radius", "circle", false, "1"),
            tuple("shape.width", "box", true, ""),
            tuple("shape.height", "box", false, "2"),
            tuple("shape.content", "box", false, "circle"),
            tuple("shape.content.radius", "circle", false, "1"),
            tuple("number", "", true, ""));
  }

  @Test
  void optionalsAreNotRequired() {
    assertThat(SettingsCatalog.of(Maybe.class))
        .filteredOn(entry -> !entry.path().startsWith("scalars."))
        .extracting(Entry::path, Entry::type, Entry::required, Entry::defaultValue)
        .containsExactly(
            tuple("count", "a whole number", false, ""),
            tuple("big", "a whole number", false, ""),
            tuple("rate", "a number", false, ""),
            tuple("text", "text", false, ""),
            tuple("color", "one of red, dark-blue", false, ""),
            tuple("scalars", "settings", false, ""),
            tuple("given", "a whole number", false, "7"));
  }

  record Deep(
      @Setting("a") Optional<List<Integer>> maybeList,
      @Setting("b") List<Optional<String>> listOfMaybe,
      @Setting("c") List<List<Double>> rows) {}

  @Test
  void listsAndMapsInWords() {
    assertThat(SettingsCatalog.of(Collections.class))
        .filteredOn(entry -> !entry.path().contains("."))
        .extracting(Entry::path, Entry::type)
        .containsExactly(
            tuple("sizes", "a list, each a whole number"),
            tuple("names", "a list, each text"),
            tuple("weights", "keys, each with a number"),
            tuple("shapes", "a list, each one of circle, box"),
            tuple("rows", "a list, each a list, each a whole number"));
    assertThat(SettingsCatalog.of(Deep.class))
        .extracting(Entry::type)
        .containsExactly(
            "a list, each a whole number",
            "a list, each text",
            "a list, each a list, each a number");
  }
}
