/** The five games of MinAtar. */
package dev.ensayo.environments.minatar;
