package dev.ensayo.environments.minatar;

import dev.ensayo.core.drawing.Ink;

/**
 * How a channel of a game is drawn.
 *
 * @param index of the channel
 * @param meaning a word or two
 * @param glyph what stands for it in text
 * @param ink its colour
 */
record Channel(int index, String meaning, char glyph, Ink ink) {}
