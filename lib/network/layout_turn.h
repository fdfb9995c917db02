/* Sine and cosine of a part of a turn. */
#ifndef RSUPI_LAYOUT_TURN_H
#define RSUPI_LAYOUT_TURN_H

/* `turn` from 0 to 1, 1 not included. Within 1e-15; the same bits everywhere; exact at eighths that
 * have a finite value (0, 1, -1). */
void rsupi_turn(double turn, double *out_sine, double *out_cosine);
#endif
