/** Classic control: small physical systems with a continuous state and few actions. */
package dev.ensayo.environments.control;
