/**
 * What Deeplearning4j lacks and training alone needs: losses, an updater, an initialization,
 * recurrent layers that carry a state. It lives in running networks and in no written zip.
 */
package dev.ensayo.backend.training;
