/** Many processes at one study: who begins it, and which part of it each has. */
package dev.ensayo.experiments.sharing;
