/** In the place of a hash: whoever has such an account comes in another way. It fits no password. */
export const NO_PASSWORD = 'none';
