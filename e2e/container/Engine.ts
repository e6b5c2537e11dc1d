/** Something that builds images and runs containers. */
export type Engine = {
  readonly name: 'docker' | 'podman';
  /** The engine's own command line. */
  run(...args: string[]): Promise<string>;
  /** The compose command line, on the same engine. */
  compose(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string>;
  /** Stops what was started to have the engine; images stay, so that the next run is quick. */
  close(): Promise<void>;
};
