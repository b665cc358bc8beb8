"""Writes the fixtures beside this file: networks as Keras 2 saves them, and what they compute, by NumPy alone.

    /usr/bin/python3 make.py        (Debian: python3-numpy, python3-h5py)

pictures.h5   Sequential: convolutions, zero padding, normalization, pooling, dropout, flatten, dense; channels last
residual.h5   Model (functional): convolutions with a sum past one of them, global pooling; channels last
vectors.h5    Sequential: dense layers
NAME.txt      a line with the inputs [B, C, H, W] or [B, F], one with what leaves the layer before the output, one with the output
"""
import json
import os

import h5py
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
BATCH = 2


def relu(x):
    return np.maximum(x, 0)


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def convolution(x, kernel, bias, stride=1, same=False):
    """x [B, H, W, C], kernel [KH, KW, C, O]."""
    kh, kw = kernel.shape[:2]
    if same:  # odd kernels and a stride of 1
        x = np.pad(x, ((0, 0), (kh // 2, kh // 2), (kw // 2, kw // 2), (0, 0)))
    height = (x.shape[1] - kh) // stride + 1
    width = (x.shape[2] - kw) // stride + 1
    y = np.zeros((x.shape[0], height, width, kernel.shape[3]))
    for i in range(height):
        for j in range(width):
            window = x[:, i * stride:i * stride + kh, j * stride:j * stride + kw, :]
            y[:, i, j, :] = np.tensordot(window, kernel, axes=([1, 2, 3], [0, 1, 2])) + bias
    return y


def largest(x, size):
    height, width = x.shape[1] // size, x.shape[2] // size
    y = np.zeros((x.shape[0], height, width, x.shape[3]))
    for i in range(height):
        for j in range(width):
            y[:, i, j, :] = x[:, i * size:(i + 1) * size, j * size:(j + 1) * size, :].max(axis=(1, 2))
    return y


def normalization(x, gamma, beta, mean, variance, epsilon):
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta


def layer(kind, name, **settings):
    base = {"name": name, "trainable": True, "dtype": "float32"}
    base.update(settings)
    return {"class_name": kind, "config": base}


def initializer():
    return {"class_name": "GlorotUniform", "config": {"seed": None}}


def dense_layer(name, units, activation, **more):
    return layer("Dense", name, units=units, activation=activation, use_bias=True, kernel_initializer=initializer(),
                 bias_initializer={"class_name": "Zeros", "config": {}}, kernel_regularizer=None, bias_regularizer=None,
                 activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **more)


def convolution_layer(name, filters, size, activation, padding="valid", **more):
    return layer("Conv2D", name, filters=filters, kernel_size=[size, size], strides=[1, 1], padding=padding,
                 data_format="channels_last", dilation_rate=[1, 1], groups=1, activation=activation, use_bias=True,
                 kernel_initializer=initializer(), bias_initializer={"class_name": "Zeros", "config": {}},
                 kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
                 bias_constraint=None, **more)


def save(name, model, weights):
    """weights: for each layer its name and [(variable, array)]."""
    with h5py.File(os.path.join(HERE, name + ".h5"), "w") as file:
        file.attrs["keras_version"] = np.bytes_("2.4.0")
        file.attrs["backend"] = np.bytes_("tensorflow")
        file.attrs["model_config"] = np.bytes_(json.dumps(model))
        group = file.create_group("model_weights")
        group.attrs["keras_version"] = np.bytes_("2.4.0")
        group.attrs["backend"] = np.bytes_("tensorflow")
        group.attrs["layer_names"] = np.array([np.bytes_(one) for one, _ in weights])
        for one, variables in weights:
            own = group.create_group(one)
            names = ["%s/%s:0" % (one, variable) for variable, _ in variables]
            own.attrs["weight_names"] = np.array([np.bytes_(n) for n in names]) if names else np.zeros((0,), "S1")
            for full, (_, array) in zip(names, variables):
                own.create_dataset(full, data=array.astype(np.float32))


def rows(x):
    """Images as [B, C, H, W]."""
    return np.moveaxis(x, -1, 1) if x.ndim == 4 else x


def note(name, x, features, y):
    with open(os.path.join(HERE, name + ".txt"), "w") as file:
        for values in (rows(x), rows(features), y):
            file.write(" ".join("%.9g" % v for v in values.ravel()) + "\n")


def draw(random, *shape, scale=0.5):
    return random.normal(0, scale, shape).astype(np.float32).astype(np.float64)


def pictures():
    random = np.random.default_rng(1)
    x = draw(random, BATCH, 8, 7, 2, scale=1)
    k1, b1 = draw(random, 3, 3, 2, 4), draw(random, 4)
    gamma, beta, mean = 1 + draw(random, 4), draw(random, 4), draw(random, 4)
    variance = np.abs(draw(random, 4)) + 0.5
    k2, b2 = draw(random, 3, 3, 4, 3), draw(random, 3)
    w3, b3 = draw(random, 4 * 3 * 3, 5), draw(random, 5)
    w4, b4 = draw(random, 5, 3), draw(random, 3)
    model = {"class_name": "Sequential", "config": {"name": "sequential", "layers": [
        convolution_layer("first", 4, 3, "linear", batch_input_shape=[None, 8, 7, 2]),
        layer("BatchNormalization", "normal", axis=[3], momentum=0.99, epsilon=0.001, center=True, scale=True,
              beta_initializer={"class_name": "Zeros", "config": {}}, gamma_initializer={"class_name": "Ones", "config": {}},
              moving_mean_initializer={"class_name": "Zeros", "config": {}},
              moving_variance_initializer={"class_name": "Ones", "config": {}}, beta_regularizer=None,
              gamma_regularizer=None, beta_constraint=None, gamma_constraint=None),
        layer("Activation", "function", activation="relu"),
        layer("ZeroPadding2D", "border", padding=[[2, 2], [2, 1]], data_format="channels_last"),
        convolution_layer("second", 3, 3, "tanh"),
        layer("MaxPooling2D", "pooling", pool_size=[2, 2], padding="valid", strides=[2, 2], data_format="channels_last"),
        layer("Dropout", "dropout", rate=0.5, noise_shape=None, seed=None),
        layer("Flatten", "flatten", data_format="channels_last"),
        dense_layer("hidden", 5, "tanh"),
        dense_layer("output", 3, "softmax")]},
        "keras_version": "2.4.0", "backend": "tensorflow"}
    save("pictures", model, [
        ("first", [("kernel", k1), ("bias", b1)]),
        ("normal", [("gamma", gamma), ("beta", beta), ("moving_mean", mean), ("moving_variance", variance)]),
        ("function", []), ("border", []), ("second", [("kernel", k2), ("bias", b2)]), ("pooling", []), ("dropout", []),
        ("flatten", []), ("hidden", [("kernel", w3), ("bias", b3)]), ("output", [("kernel", w4), ("bias", b4)])])
    h = relu(normalization(convolution(x, k1, b1), gamma, beta, mean, variance, 0.001))
    h = np.pad(h, ((0, 0), (2, 2), (2, 1), (0, 0)))
    h = largest(np.tanh(convolution(h, k2, b2)), 2)
    features = np.tanh(h.reshape(BATCH, -1) @ w3 + b3)
    note("pictures", x, features, softmax(features @ w4 + b4))


def residual():
    random = np.random.default_rng(2)
    x = draw(random, BATCH, 6, 5, 3, scale=1)
    k1, b1 = draw(random, 3, 3, 3, 4), draw(random, 4)
    k2, b2 = draw(random, 3, 3, 4, 4), draw(random, 4)
    w3, b3 = draw(random, 4, 2), draw(random, 2)
    def inbound(*names):
        return [[[name, 0, 0, {}] for name in names]]
    def node(one, *names):
        one["name"] = one["config"]["name"]
        one["inbound_nodes"] = inbound(*names) if names else []
        return one
    model = {"class_name": "Functional", "config": {"name": "model", "layers": [
        node(layer("InputLayer", "image", batch_input_shape=[None, 6, 5, 3], sparse=False, ragged=False)),
        node(convolution_layer("first", 4, 3, "relu", padding="same"), "image"),
        node(convolution_layer("second", 4, 3, "tanh", padding="same"), "first"),
        node(layer("Add", "sum"), "first", "second"),
        node(layer("GlobalAveragePooling2D", "mean", data_format="channels_last"), "sum"),
        node(dense_layer("output", 2, "softmax"), "mean")],
        "input_layers": [["image", 0, 0]], "output_layers": [["output", 0, 0]]},
        "keras_version": "2.4.0", "backend": "tensorflow"}
    save("residual", model, [
        ("image", []), ("first", [("kernel", k1), ("bias", b1)]), ("second", [("kernel", k2), ("bias", b2)]), ("sum", []),
        ("mean", []), ("output", [("kernel", w3), ("bias", b3)])])
    h = relu(convolution(x, k1, b1, same=True))
    features = (h + np.tanh(convolution(h, k2, b2, same=True))).mean(axis=(1, 2))
    note("residual", x, features, softmax(features @ w3 + b3))


def vectors():
    random = np.random.default_rng(3)
    x = draw(random, BATCH, 4, scale=1)
    w1, b1 = draw(random, 4, 6), draw(random, 6)
    w2, b2 = draw(random, 6, 5), draw(random, 5)
    w3, b3 = draw(random, 5, 1), draw(random, 1)
    model = {"class_name": "Sequential", "config": {"name": "sequential", "layers": [
        dense_layer("first", 6, "relu", batch_input_shape=[None, 4]),
        dense_layer("second", 5, "sigmoid"),
        dense_layer("output", 1, "linear")]},
        "keras_version": "2.4.0", "backend": "tensorflow"}
    save("vectors", model, [("first", [("kernel", w1), ("bias", b1)]), ("second", [("kernel", w2), ("bias", b2)]),
                            ("output", [("kernel", w3), ("bias", b3)])])
    features = 1 / (1 + np.exp(-(relu(x @ w1 + b1) @ w2 + b2)))
    note("vectors", x, features, features @ w3 + b3)


pictures()
residual()
vectors()
