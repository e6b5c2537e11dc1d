/** Node that everything runs on when the one at hand is older than `minimumNodeMajor`. */
export const nodeVersion = '24.21.0';
export const minimumNodeMajor = 24;
export const pnpmVersion = '12.21.0';
