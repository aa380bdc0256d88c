// What the phone keeps, in IndexedDB, in one place a mode: practice has a database of its own and never touches the other.

/** @typedef {"facts" | "drafts" | "photos" | "outbox" | "readings" | "copies" | "kept" | "parts"} Drawer */

/** @type {Drawer[]} */
const DRAWERS = ["facts", "drafts", "photos", "outbox", "copies", "kept", "parts"];

/** Raised with every new drawer: a phone that has the others keeps what is in them. */
const VERSION = 2;

export class Store {
  /** @param {IDBDatabase} database @param {Drawer[]} drawers */
  constructor(database, drawers) {
    this.database = database;
    this.drawers = drawers;
  }

  /** @param {string} name @param {Drawer[]} [drawers] those of a phone where none are named @returns {Promise<Store>} */
  static open(name, drawers = DRAWERS) {
    return new Promise((resolve, reject) => {
      const opening = indexedDB.open(name, VERSION);
      opening.onupgradeneeded = () => {
        for (const drawer of drawers.filter(name => !opening.result.objectStoreNames.contains(name))) {
          opening.result.createObjectStore(drawer);
        }
      };
      opening.onblocked = () => Store.told("blocked");
      opening.onsuccess = () => {
        const database = opening.result;
        database.onversionchange = () => {
          database.close();
          Store.told("closed");
        };
        database.onclose = () => Store.told("closed");
        resolve(new Store(database, drawers));
      };
      opening.onerror = () => reject(opening.error);
    });
  }

  /** @param {Drawer} drawer @param {string} key @returns {Promise<any>} undefined where there is none */
  get(drawer, key) {
    return this.ask(drawer, "readonly", store => store.get(key));
  }

  /** All of a drawer, by key. @param {Drawer} drawer @returns {Promise<any[]>} */
  all(drawer) {
    return this.ask(drawer, "readonly", store => store.getAll());
  }

  /** Resolves when it is kept. @param {Drawer} drawer @param {string} key @param {any} value @returns {Promise<void>} */
  put(drawer, key, value) {
    return this.write([drawer], stores => stores[drawer].put(value, key));
  }

  /** Keeps a value where what is there may be replaced: looked at and written in one, whatever other pages do.
   * @param {Drawer} drawer @param {string} key @param {any} value @param {(kept: any) => boolean} may asked of what is kept
   * @returns {Promise<boolean>} whether it was */
  replace(drawer, key, value, may) {
    let isReplaced = false;
    return this.write([drawer], stores => {
      const kept = stores[drawer].get(key);
      kept.onsuccess = () => {
        isReplaced = may(kept.result);
        if (isReplaced) {
          stores[drawer].put(value, key);
        }
      };
    }).then(() => isReplaced);
  }

  /** @param {Drawer} drawer @param {string} key @returns {Promise<void>} */
  remove(drawer, key) {
    return this.write([drawer], stores => stores[drawer].delete(key));
  }

  /** Changes what is kept: read and written in one, whatever other pages do. @param {Drawer} drawer @param {string} key
   * @param {(kept: any) => any} change of what is there, undefined where nothing is, to what is there from then on
   * @param {Drawer[]} [others] @param {(stores: any) => void} [also] what is kept with it, or neither
   * @returns {Promise<any>} what is there */
  async change(drawer, key, change, others = [], also = () => {}) {
    /** @type {any} */
    let value;
    await this.write([drawer, ...others], stores => {
      const kept = stores[drawer].get(key);
      kept.onsuccess = () => stores[drawer].put((value = change(kept.result)), key);
      also(stores);
    });
    return value;
  }

  /** Keeps all of several writes, or nothing. @param {Drawer[]} drawers @param {(stores: any) => void} change @returns {Promise<void>} */
  write(drawers, change) {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(drawers, "readwrite");
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error);
      /** @type {{ [name: string]: IDBObjectStore }} */
      const stores = {};
      for (const drawer of drawers) {
        stores[drawer] = transaction.objectStore(drawer);
      }

      change(stores);
    });
  }

  /** Forgets everything. @returns {Promise<void>} */
  clear() {
    return this.write(this.drawers, stores => this.drawers.forEach(drawer => stores[drawer].clear()));
  }

  /** @param {Drawer} drawer @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest} request */
  ask(drawer, mode, request) {
    return new Promise((resolve, reject) => {
      const asked = request(this.database.transaction(drawer, mode).objectStore(drawer));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  }
}

/** What is told of all that is kept: `blocked`, an older edition of the app is open elsewhere and holds it; `closed`, nothing can be kept
 * from here any more, because a newer edition wants it, or the browser took it. @type {(what: "blocked" | "closed") => void} */
Store.told = () => {};

/** Asks the browser not to throw away what is kept when space is short. @returns {Promise<boolean>} whether it promised */
export async function persist() {
  const storage = navigator.storage;
  return storage && storage.persist ? storage.persist() : false;
}

/** Bytes that are still free for us, by the browser's estimate; null where it does not say. @returns {Promise<number | null>} */
export async function free() {
  const storage = navigator.storage;
  const { quota, usage } = storage && storage.estimate ? await storage.estimate() : { quota: undefined, usage: undefined };
  return quota === undefined || usage === undefined ? null : quota - usage;
}
