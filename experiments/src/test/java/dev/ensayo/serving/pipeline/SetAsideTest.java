package dev.ensayo.serving.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that are not fit, each told in a line. */
class SetAsideTest {
  @TempDir private Path folder;

  private PipelinePlace place;
  private int files = 1;

  private String reasonOf(String text) throws IOException {
    String name = "file-" + ++files + ".csv";
    place.put(name, text);
    place.handle();
    assertThat(place.last()).as(text).isInstanceOf(PipelineEvent.SetAside.class);
    Path aside = place.state().resolve("set-aside/%04d-%s".formatted(files, name));
    assertThat(aside).hasContent(text);
    assertThat(place.state().resolve("taken/%04d-%s".formatted(files, name))).doesNotExist();
    List<String> reasons = ((PipelineEvent.SetAside) place.last()).reasons();
    String written = Files.readString(aside.resolveSibling(aside.getFileName() + ".reason.txt"));
    assertThat(written).isEqualTo(String.join("\n", reasons) + "\n");
    return written;
  }

  private String rows(int count, long seed, PipelinePlace.Row row) throws IOException {
    place.put("rows", count, seed, row);
    Path file = place.inbox().resolve("rows");
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Files.delete(file);
    return text;
  }

  @Test
  void tellsWhy() throws IOException {
    place = PipelinePlace.of(folder, "promote: {margin: 0.05}\n");
    place.put("a.csv", 300, 1, PipelinePlace::rising);
    place.handle();
    String good = rows(200, 2, PipelinePlace::rising);

    assertThat(reasonOf("")).isEqualTo("it is empty; a header and rows are expected\n");
    assertThat(reasonOf(good.replace("x,z,region", "x,y,region")))
        .isEqualTo("it has no column 'z'; its first line has x, y, region, answer\n");
    assertThat(reasonOf(good + "0.1,0.2,north\n"))
        .isEqualTo("line 202 has 3 fields, the header has 4\n");
    assertThat(reasonOf(good + "\"0.1,0.2,north,yes\n")).startsWith("it is not CSV: ");
    assertThat(reasonOf(good + "much,0.2,north,yes\n"))
        .isEqualTo("line 202: column 'x' holds numbers, and 'much' is none\n");
    assertThat(reasonOf(good + "0.3,0.2,north,\n"))
        .isEqualTo("line 202 has no answer in column 'answer'\n");
    assertThat(reasonOf(rows(20, 3, PipelinePlace::rising)))
        .isEqualTo("it has 20 rows; at least 50 are needed (validate.leastRows)\n");
    assertThat(reasonOf(good.replaceAll("(?m)^[^,]*[1-5],", ",")))
        .contains("column 'x' has gaps in ")
        .contains("of the rows, in the champion's training part in 0 %; 10 % more are allowed");
    assertThat(
            reasonOf(
                rows(200, 4, random -> PipelinePlace.row(random, 0.5, 0.5, (x, north) -> x > 0))))
        .contains("column 'x' drifted: population stability index")
        .contains("column 'x' has values outside");
    assertThat(reasonOf(good.replace("south", "west")))
        .contains("column 'region' has categories that the champion's training part has not");
    assertThat(
            reasonOf(
                Files.readString(
                    place.state().resolve("taken/0001-a.csv"), StandardCharsets.UTF_8)))
        .isEqualTo("it is the same, byte for byte, as 'a.csv', which was accepted as number 1\n");

    place.put("z-good.csv", good);
    place.handle();
    assertThat(place.events()).last().isNotInstanceOf(PipelineEvent.SetAside.class);
  }
}
