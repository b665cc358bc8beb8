package dev.ensayo.backend.model;

/**
 * What one layer with parameters does with a set of examples, all of them seen by the same
 * parameters. A unit is a number of the layer's output, of an image a channel.
 *
 * @param kind of the layer, such as {@code DenseLayer}, Deeplearning4j's name
 * @param mean of the outputs, over units and examples (and places of an image)
 * @param deviation standard deviation of the outputs, over the same (Glorot and Bengio,
 *     "Understanding the difficulty of training deep feedforward neural networks", 2010, section 3)
 * @param signal root of the mean over the units of the variance over the examples (and places): how
 *     much of the deviation tells one example from another; 0 where every example looks alike
 * @param saturated share of the outputs that lie within 2.5% of the function's range of one of its
 *     two limits; NaN of a function that has not both
 * @param dead share of the units whose output is for all examples the limit at which the function
 *     is flat, as a ReLU's 0, so that no gradient passes them; NaN of a function that is not flat
 * @param gradientNorm L2 norm of the mean loss's gradient in the layer's parameters, without
 *     penalties and clipping
 */
public record LayerStatistics(
    String kind,
    double mean,
    double deviation,
    double signal,
    double saturated,
    double dead,
    double gradientNorm) {}
