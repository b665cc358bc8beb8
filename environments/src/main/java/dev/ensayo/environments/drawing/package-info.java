/** Digits and letters drawn from strokes. */
package dev.ensayo.environments.drawing;
