package dev.ensayo.core.exhibit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExhibitStoreTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadBackInOrder() throws IOException {
    List<Exhibit> exhibits =
        List.of(
            new Exhibit.Texts(
                "samples", "Samples", "Drawn.", List.of(new Exhibit.Texts.Item("T 1", "a\nb <c>"))),
            new Exhibit.Table("t", "T", "C", List.of("a", "b"), List.of(List.of("1", "2"))),
            new Exhibit.Curves(
                "c",
                "C",
                "",
                "x",
                "y",
                true,
                List.of(new Exhibit.Curves.Line("l", List.of(1.0, 2.0), List.of(0.1, 1e-300)))),
            new Exhibit.Points("p", "P", "", List.of(new Exhibit.Points.Point("w", "", 1, -2.5))),
            new Exhibit.Scatter("s", "S", "", "x", "y", List.of(1.5), List.of(-2.0), List.of()),
            new Exhibit.Field(
                "f",
                "F",
                "",
                0,
                1,
                0,
                1,
                List.of(List.of(0.0, 1.0)),
                List.of(),
                List.of("a", "b", "c")),
            new Exhibit.Surface(
                "u",
                "U",
                "",
                "w1",
                "w2",
                0,
                1,
                0,
                1,
                List.of(List.of(0.0, 1.0), List.of(1.0, 2.0)),
                List.of(0.5),
                List.of(new Exhibit.Points.Point("", "", 0, 0)),
                List.of(new Exhibit.Curves.Line("path", List.of(1.0, 0.0), List.of(1.0, 0.0)))));
    ExhibitStore store = new ExhibitStore(folder.resolve("exhibits"));
    store.write(exhibits);
    assertThat(store.read()).isEqualTo(exhibits);
  }

  @Test
  void picturesKeepTheirPixels() throws IOException {
    byte[] pixels = {0, 127, -128, -1};
    ExhibitStore store = new ExhibitStore(folder);
    store.write(
        List.of(
            new Exhibit.Pictures(
                "p", "P", "", List.of(new Exhibit.Pictures.Picture("7 as 1", 1, 2, 2, pixels)))));
    Exhibit.Pictures read = (Exhibit.Pictures) store.read().get(0);
    assertThat(read.pictures().get(0).pixels()).isEqualTo(pixels);
  }

  @Test
  void everyKindHasANameInTheFile() {
    JsonSubTypes names = Exhibit.class.getAnnotation(JsonSubTypes.class);
    assertThat(Arrays.stream(names.value()).map(JsonSubTypes.Type::value))
        .containsExactlyInAnyOrder(Exhibit.class.getPermittedSubclasses());
  }

  @Test
  void noneMakesNoFolder() throws IOException {
    ExhibitStore store = new ExhibitStore(folder.resolve("exhibits"));
    store.write(List.of());
    assertThat(folder.resolve("exhibits")).doesNotExist();
    assertThat(store.read()).isEmpty();
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Files.writeString(folder.resolve("01-x.json"), "{\"kind\": \"texts\", \"na");
    assertThatThrownBy(() -> new ExhibitStore(folder).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("01-x.json");
  }
}
