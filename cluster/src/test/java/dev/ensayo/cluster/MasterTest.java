package dev.ensayo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.experiments.launch.LauncherException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark://a:7077",
        "spark://a,b:7078",
        "local",
        "local[*]",
        "local[3]",
        "local-cluster[2,1,2048]",
        "k8s://https://a:6443",
        "yarn"
      })
  void theFormsThatSparkKnows(String url) {
    assertThat(Master.of(url).url()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:7077", "local[two]", "local-cluster[2,1]", "mesos://a:5050"})
  void othersAreRefusedWithThoseThereAre(String url) {
    assertThatThrownBy(() -> Master.of(url))
        .isInstanceOf(LauncherException.class)
        .hasMessageContaining("'" + url + "'")
        .hasMessageContaining("spark://HOST:7077");
  }

  @Test
  void aMasterThatIsNotThereIsSaidInALine() throws IOException {
    Master master = Master.of("spark://127.0.0.1:" + StandaloneCluster.freePort());
    assertThatThrownBy(master::check)
        .isInstanceOf(LauncherException.class)
        .hasMessageContaining(master.url())
        .hasMessageContaining("refused")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void oneThatSparkStartsItselfIsNotLookedFor() {
    assertThatCode(Master.of("local-cluster[1,1,1024]")::check).doesNotThrowAnyException();
    assertThat(Master.of("local-cluster[1, 1, 1024]").megabytesOfWorker()).isEqualTo("1024");
    assertThat(Master.of("local[2]").isThisProcess()).isTrue();
    assertThat(Master.of("local-cluster[1,1,1024]").isThisProcess()).isFalse();
  }

  @Test
  void withoutAMasterTheProviderSaysWhatToGive() {
    assertThatThrownBy(() -> new SparkLauncherProvider().connect(ImmutableMap.of()))
        .isInstanceOf(LauncherException.class)
        .hasMessageContaining("--master spark://HOST:7077");
  }
}
