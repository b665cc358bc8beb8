package dev.ensayo.backend.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.InvalidSettingException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class GpuProbeTest {
  private static GpuProbe probe(boolean backend, int exitCode, String output) {
    return new GpuProbe(backend, command -> new CommandRunner.Result(exitCode, output));
  }

  private static GpuProbe withoutDriver(boolean backend) {
    return new GpuProbe(
        backend,
        command -> {
          throw new IOException("Cannot run program \"nvidia-smi\"");
        });
  }

  @Test
  void asksForNameCapabilityAndDriver() {
    GpuProbe probe =
        new GpuProbe(
            true,
            command -> {
              assertThat(command)
                  .containsExactly(
                      "nvidia-smi",
                      "--query-gpu=name,compute_cap,driver_version",
                      "--format=csv,noheader");
              return new CommandRunner.Result(0, "Tesla K80, 3.7, 470.82.01");
            });
    assertThat(probe.find().usable()).isTrue();
  }

  @Test
  void oldestAndNewestCardsAreUsable() {
    assertThat(probe(true, 0, "Tesla K80, 3.7, 470.82.01").find())
        .isEqualTo(
            new GpuProbe.Finding(
                "CUDA backend on the class path, Tesla K80 (compute capability 3.7, driver"
                    + " 470.82.01)",
                true));
    assertThat(probe(true, 0, "NVIDIA GeForce RTX 4090, 8.9, 535.104.05").find().usable()).isTrue();
    assertThatCode(() -> probe(true, 0, "NVIDIA GeForce RTX 4090, 8.9, 535.104.05").requireUsable())
        .doesNotThrowAnyException();
  }

  @Test
  void hopperAndOlderThanKeplerAreNot() {
    assertThat(probe(true, 0, "NVIDIA H100 PCIe, 9.0, 535.104.05").find().usable()).isFalse();
    assertThat(probe(true, 0, "Tesla K40m, 3.5, 470.82.01").find().usable()).isFalse();
    assertThat(probe(true, 0, "Odd, [N/A], 470.82.01").find().usable()).isFalse();
    assertThat(
            probe(true, 0, "NVIDIA H100 PCIe, 9.0, 535.104.05\nTesla T4, 7.5, 535.104.05")
                .find()
                .usable())
        .isTrue();
  }

  @Test
  void theErrorSaysWhatIsThereWhatIsNeededAndHowToGoOn() {
    assertThatThrownBy(() -> probe(true, 0, "NVIDIA H100 PCIe, 9.0, 535.104.05").requireUsable())
        .isInstanceOfSatisfying(
            InvalidSettingException.class, e -> assertThat(e.key()).isEqualTo("device"))
        .hasMessageContaining("NVIDIA H100 PCIe (compute capability 9.0, driver 535.104.05)")
        .hasMessageContaining("3.7 to 8.9")
        .hasMessageContaining("CUDA 11.6")
        .hasMessageContaining("-Pgpu")
        .hasMessageContaining("--device cpu");
    assertThatThrownBy(() -> withoutDriver(false).requireUsable())
        .hasMessageContaining("no CUDA backend on the class path, no NVIDIA driver")
        .hasMessageContaining("--device cpu");
    assertThatThrownBy(() -> probe(false, 0, "Tesla T4, 7.5, 535.104.05").requireUsable())
        .hasMessageContaining("no CUDA backend on the class path, Tesla T4");
    assertThatThrownBy(
            () ->
                probe(
                        true,
                        9,
                        "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA"
                            + " driver.\nMake sure that it is running.")
                    .requireUsable())
        .hasMessageContaining("nvidia-smi fails: NVIDIA-SMI has failed")
        .hasMessageNotContaining("Make sure");
    assertThatThrownBy(() -> probe(true, 0, "").requireUsable()).hasMessageContaining("no card");
  }

  @Test
  void runsRealPrograms() throws IOException {
    String program = System.getProperty("java.home") + "/bin/java";
    CommandRunner.Result result = CommandRunner.onThisMachine().run(List.of(program, "-version"));
    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).contains("version");
    assertThatThrownBy(
            () -> CommandRunner.onThisMachine().run(List.of("no-program-of-this-name-exists")))
        .isInstanceOf(IOException.class);
  }
}
