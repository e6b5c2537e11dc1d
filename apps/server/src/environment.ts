import { readFileSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment asks for what cannot be; each fault names its variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}.`);
    this.faults = faults;
  }
}

/**
 * Reads variables one by one and notes every fault, so that an operator sees all of them at once. A
 * variable that is empty is one that is not set: compose files pass on `${NAME:-}`.
 */
export class EnvironmentReader {
  readonly #environment: Environment;
  readonly #faults: string[] = [];

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  fault(name: string, problem: string): void {
    this.#faults.push(`${name}: ${problem}`);
  }

  /** @throws {ConfigError} when there was any fault */
  assertFaultless(): void {
    if (this.#faults.length > 0) throw new ConfigError(this.#faults);
  }

  text(name: string): string | undefined {
    const value = this.#environment[name]?.trim();
    return value === '' ? undefined : value;
  }

  /** `NAME`, or what the file that `NAME_FILE` names holds. */
  secret(name: string): string | undefined {
    const value = this.text(name);
    const path = this.text(`${name}_FILE`);
    if (path === undefined) return value;
    if (value !== undefined) {
      this.fault(name, `set it or ${name}_FILE, not both.`);
      return undefined;
    }
    try {
      const content = readFileSync(path, 'utf8').trim();
      if (content !== '') return content;
      this.fault(`${name}_FILE`, `${path} is empty.`);
    } catch (error) {
      this.fault(`${name}_FILE`, `${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
    }
    return undefined;
  }

  integer(name: string, { fallback, min, max }: { fallback: number; min: number; max: number }): number {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= min && number <= max) return number;
    this.fault(name, `must be a whole number from ${min} to ${max}, not "${value}".`);
    return fallback;
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[], fallback: Choice): Choice {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const choice = choices.find((one) => one === value);
    if (choice === undefined) this.fault(name, `must be one of ${choices.join(', ')}, not "${value}".`);
    return choice ?? fallback;
  }

  /** Separated by commas. */
  list(name: string): string[] {
    const parts = this.text(name)?.split(',') ?? [];
    return parts.map((part) => part.trim()).filter((part) => part !== '');
  }

  /** @param protocols such as `https:` */
  url(name: string, protocols: readonly string[], value: string | undefined): URL | undefined {
    if (value === undefined) return undefined;
    const url = URL.parse(value);
    if (url !== null && protocols.includes(url.protocol)) return url;
    this.fault(name, `must be a URL that starts with ${protocols.map((p) => `${p}//`).join(' or ')}.`);
    return undefined;
  }
}
