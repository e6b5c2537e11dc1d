/** Everything that is asked for over plain HTTP lies below it. */
export const API_PREFIX = '/api/v1';
