/** The command that asks a trained model: tables and pictures in, answers out. */
package dev.ensayo.supervised.predict;
