package dev.ensayo.supervised.maps;

import dev.ensayo.backend.model.LayerTrace;
import dev.ensayo.core.exhibit.Exhibit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kernels of the first convolution, before training and at the end, on one scale. */
public final class KernelDrawing {
  private static final int MOST_KERNELS = 32;
  private static final int MOST_CHANNELS = 4;

  private final LayerTrace before;
  private final LayerTrace after;
  private final int filters;
  private final int height;
  private final int width;

  /**
   * @param before the convolution before training
   * @param after the same at the end
   */
  public KernelDrawing(LayerTrace before, LayerTrace after) {
    this.before = before;
    this.after = after;
    this.filters = after.outputShape().get(0);
    this.height = after.kernelSides().get(0);
    this.width = after.kernelSides().get(1);
  }

  /** The drawing; once if training has changed nothing. */
  public Exhibit exhibit() {
    boolean same = Arrays.equals(before.kernels(), after.kernels());
    SignedPixels colours = SignedPixels.of(before.kernels(), after.kernels());
    TileSheet sheet = new TileSheet();
    if (same) {
      add(sheet, "as they are, unchanged by training", after, colours);
    } else {
      add(sheet, "before training", before, colours);
      add(sheet, "at the end", after, colours);
    }
    sheet.scale(colours);
    return new Exhibit.Drawn(
        "filters",
        "Kernels of the first convolution",
        "Each tile is one kernel, the weights that make one channel of the output; of several"
            + " channels of the input the kernel's parts stand below each other. White is 0, blue"
            + " above, orange below.",
        "The kernels as colours, the scale as wide below 0 as above.",
        shown(),
        "",
        sheet.svg());
  }

  private String shown() {
    int tiles = Math.min(filters, MOST_KERNELS);
    return String.format(
        Locale.ROOT,
        "%d of %d kernels of %d × %d; weights lie within ±%s at first and ±%s at the end.",
        tiles,
        filters,
        height,
        width,
        range(before),
        range(after));
  }

  private static String range(LayerTrace trace) {
    return MapNumber.text(SignedPixels.of(trace.kernels()).limit());
  }

  private void add(TileSheet sheet, String heading, LayerTrace trace, SignedPixels colours) {
    sheet.heading(heading);
    int channels = trace.kernels().length / (filters * height * width);
    int shown = Math.min(channels, MOST_CHANNELS);
    List<String> tiles = new ArrayList<>();
    for (int filter = 0; filter < Math.min(filters, MOST_KERNELS); filter++) {
      int offset = filter * channels * height * width;
      tiles.add(colours.picture(trace.kernels(), offset, shown * height, width));
    }
    sheet.tiles(tiles, (double) shown * height / width);
  }
}
