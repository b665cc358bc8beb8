package dev.ensayo.backend.spec;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;

/** Each pixel of an image several times, beside and above each other: its nearest neighbour. */
@Choice(value = "upsampling", summary = "an image made larger by repeating each pixel")
public record UpsamplingSpec(
    @Setting(
            value = "how many times each row and each column is there",
            defaultValue = "2",
            min = 1,
            max = 1024)
        int factor)
    implements LayerSpec {

  public UpsamplingSpec {
    Settings.check(UpsamplingSpec.class, factor);
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    List<Integer> image = ImageShape.check(inputShape, "upsampling");
    return List.of(
        image.get(0),
        Math.multiplyExact(factor, image.get(1)),
        Math.multiplyExact(factor, image.get(2)));
  }

  @Override
  public Activation activation() {
    return Activation.IDENTITY;
  }

  @Override
  public void addTo(LayerDraft draft) {
    draft.add(new Upsampling2D.Builder(factor).build());
  }
}
