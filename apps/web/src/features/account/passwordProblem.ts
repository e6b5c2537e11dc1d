import { LIMITS } from '@parley/protocol/limits';
import type { TFunction } from 'i18next';

/** What is wrong with a password that somebody wants to have. */
export function passwordProblem(password: string, t: TFunction<'account'>): string | undefined {
  if (password.length < LIMITS.passwordMin) {
    return t('problem.shortPassword', { count: LIMITS.passwordMin });
  }
  if (password.length > LIMITS.passwordMax) {
    return t('problem.longPassword', { count: LIMITS.passwordMax });
  }
  return undefined;
}
