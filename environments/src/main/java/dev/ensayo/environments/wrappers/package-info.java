/** What a study can put around a decision process: time limits, clipping, normalizing, stacking. */
package dev.ensayo.environments.wrappers;
