import { type ReactNode, useState } from 'react';
import type { VendorState } from '../../protocol.js';
import * as api from '../api.js';
import { useEntry } from '../replica-store.js';

/** The services that tell Baton of invitations on Upwork, each with a button that connects it as an admin does. */
export function Vendors(): ReactNode {
  const vendors = useEntry<readonly VendorState[]>('vendors') ?? [];
  if (vendors.length === 0) return null;
  return (
    <details className="vendors">
      <summary>
        <h3>Upwork, for Studio South</h3> <small>{connectedText(vendors)}</small>
      </summary>
      <p className="soft">
        Upwork takes no answers from apps. Baton hears of Tom’s and Lea’s invites from what Mira connects; they answer
        by hand, on a page that stands in for Upwork’s.
        {vendors.some(({ isConnected }) => isConnected) &&
          ' Choose Mira in a pane to see what comes in, until she links Tom and Lea to it.'}
      </p>
      <ul>
        {vendors.map((vendor) => (
          <VendorRow key={vendor.id} vendor={vendor} />
        ))}
      </ul>
    </details>
  );
}

function connectedText(vendors: readonly VendorState[]): string {
  const names = vendors.filter(({ isConnected }) => isConnected).map(({ name }) => name);
  return names.length === 0 ? 'nothing connected yet' : `${names.join(', ')} connected`;
}

function VendorRow({ vendor }: { readonly vendor: VendorState }): ReactNode {
  const { id, name, about, isConnected, providers = [], provider } = vendor;
  const [chosen, setChosen] = useState(provider ?? providers[0]?.id);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const connect = async () => {
    setBusy(true);
    const { trouble: said = '' } = await api.connectVendor(id, chosen);
    setBusy(false);
    setTrouble(said);
  };
  const isNew = !isConnected || (providers.length > 0 && chosen !== provider);
  return (
    <li className="vendor" data-vendor={id}>
      <div>
        <strong>{name}</strong> {isConnected && <span className="chip">connected</span>}
        <p className="soft">{about}</p>
      </div>
      <div className="actions">
        {providers.length > 0 && (
          <label>
            <span className="sr-only">Who receives the mail</span>
            <select value={chosen} onChange={({ target }) => setChosen(target.value)}>
              {providers.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        )}
        {isNew && (
          <button
            type="button"
            className="button small"
            aria-busy={isBusy}
            aria-label={`Connect ${name}`}
            disabled={isBusy}
            onClick={() => void connect()}
          >
            {isBusy ? 'Connecting…' : 'Connect'}
          </button>
        )}
      </div>
      {trouble && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
    </li>
  );
}
