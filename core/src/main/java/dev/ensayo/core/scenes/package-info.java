/** Pictures of several objects, with the box and the pixels of each known. */
package dev.ensayo.core.scenes;
