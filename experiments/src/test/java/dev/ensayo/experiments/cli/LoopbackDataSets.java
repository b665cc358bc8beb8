package dev.ensayo.experiments.cli;

import dev.ensayo.core.data.DataSet;
import dev.ensayo.core.data.DataSetProvider;
import java.util.List;

/** Data sets for tests: one that a server on this machine has, one that nobody publishes. */
public final class LoopbackDataSets implements DataSetProvider {
  /** Where the server is; a system property. */
  static final String URL = "ensayo.test.url";

  /** SHA-256 of the twelve bytes {@code hello world\n}. */
  private static final String SHA_256 =
      "a948904f2f0f479b8f8197694b30184b0d2ed1c1cd2a1ec0fb85d299a192a447";

  @Override
  public List<DataSet> dataSets() {
    String url = System.getProperty(URL, "http://localhost:1/none");
    return List.of(
        new DataSet(
            "loopback",
            "a greeting",
            "none needed",
            List.of(new DataSet.File("loopback/hello.txt", url, SHA_256, 12))),
        new DataSet(
            "loopback-private",
            "a greeting that stays at home",
            "none",
            List.of(new DataSet.File("loopback/private.txt", "", SHA_256, 12))));
  }
}
