type Demand = {
  /** How many there are. */
  readonly layers: number;
  readonly tell: (layers: number) => void;
  /** By peer, how many of the smallest it needs. */
  readonly needed: Map<string, number>;
  told: number;
};

/**
 * How many of the layers of each picture somebody watches, the smallest ones counted first: what is larger
 * than that need not be encoded. The smallest always is, so that whoever begins to look has a picture at once.
 */
export class LayerDemand {
  /** By publication. */
  readonly #demands = new Map<string, Demand>();

  /** @param tell called now and whenever the number changes */
  add(publicationId: string, layers: number, tell: (layers: number) => void): void {
    const demand: Demand = { layers, tell, needed: new Map(), told: layers };
    this.#demands.set(publicationId, demand);
    this.#tell(demand);
  }

  remove(publicationId: string): void {
    this.#demands.delete(publicationId);
  }

  /** @param layers that this peer needs; 0 when it does not watch */
  need(publicationId: string, peerId: string, layers: number): void {
    const demand = this.#demands.get(publicationId);
    if (!demand) return;
    if (layers > 0) demand.needed.set(peerId, layers);
    else demand.needed.delete(peerId);
    this.#tell(demand);
  }

  /** Undefined for what has no layers. */
  layersOf(publicationId: string): number | undefined {
    return this.#demands.get(publicationId)?.told;
  }

  #tell(demand: Demand): void {
    const layers = Math.min(demand.layers, Math.max(1, ...demand.needed.values()));
    if (layers === demand.told) return;
    demand.told = layers;
    demand.tell(layers);
  }
}
