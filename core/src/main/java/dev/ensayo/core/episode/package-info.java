/** Episodes that a finished run's policy plays, and how they are shown. */
package dev.ensayo.core.episode;
