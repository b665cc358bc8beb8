/** The recurrent networks that agents of this room train. */
package dev.ensayo.sequence.network;
