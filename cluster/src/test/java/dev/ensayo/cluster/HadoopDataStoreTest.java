package dev.ensayo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.data.DataFolders;
import dev.ensayo.core.data.DataStore;
import dev.ensayo.core.service.Services;
import dev.ensayo.experiments.launch.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopDataStoreTest {
  @TempDir private Path folder;

  private DataFolders folders() {
    Path own = folder.resolve("own");
    return new DataFolders(List.of(own), own, Services.of(DataStore.class).found());
  }

  private JavaSparkContext spark(Stores stores) {
    SparkConf conf = SparkSettings.of(Master.of("local[1]"), List.of(), Map.of());
    stores.data().ifPresent(data -> conf.set(HadoopDataStore.SETTING, data.url()));
    return new JavaSparkContext(conf);
  }

  private Stores stores(Path data) {
    return Stores.of(ImmutableMap.of(Stores.DATA, data.toUri().toString()));
  }

  @Test
  void anExecutorFetchesWhatItDoesNotHave() throws IOException {
    Path there = Files.createDirectories(folder.resolve("there/set"));
    Files.writeString(there.resolve("a.csv"), "1,2");
    assertThat(folders().find("set/a.csv")).as("without Spark").isEmpty();
    Stores stores = stores(there.getParent());
    try (JavaSparkContext spark = spark(stores)) {
      assertThat(spark.isLocal()).isTrue();
      stores.check();
      assertThat(folders().find("set/a.csv")).contains(folder.resolve("own/set/a.csv"));
      assertThat(folder.resolve("own/set/a.csv")).hasContent("1,2");
      assertThat(folders().find("set/b.csv")).isEmpty();
    }
  }

  @Test
  void aFolderThatIsNotThereIsSaidBeforeTheFirstRun() {
    Stores stores = stores(folder.resolve("none"));
    try (JavaSparkContext spark = spark(stores)) {
      assertThat(spark.isLocal()).isTrue();
      assertThatThrownBy(stores::check)
          .isInstanceOf(LauncherException.class)
          .hasMessageStartingWith("--data: file:")
          .hasMessageContaining("none cannot be read: ");
    }
  }
}
