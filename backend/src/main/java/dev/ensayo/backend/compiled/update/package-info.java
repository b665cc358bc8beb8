/** From a gradient to the next parameters: clipping, penalties, updaters, constraints. */
package dev.ensayo.backend.compiled.update;
