import { MarketplaceRefusal, Postponed, TokenRefused } from '../../src/domain/model/errors.js';
import type { Marketplace, Messenger } from '../../src/domain/ports.js';
import type { Aim, Step } from './history.js';
import type { Request, RequestFault } from './simulated-process.js';
import type { VirtualTime } from './virtual-time.js';

type FaultStep = Step & { do: 'fault' };
type Outage = Step & { do: 'outage' };

/** The faults at present. */
export interface Faults {
  /** The next requests that these are aimed at meet them. */
  arm(step: FaultStep): void;
  begin(step: Step & { do: 'outage' | 'limit' | 'hide' | 'refuse token' }): void;
  /** The fault that meets a request, if one does. */
  meeting(request: Request): RequestFault | undefined;
  /** A marketplace with what is wrong at present. @param isKnown tells whether Baton has the invitation */
  marketplace(tenantId: string, there: Marketplace, isKnown: (externalId: string) => boolean): Marketplace;
  messenger(there: Messenger): Messenger;
  /** Nothing is wrong any more. */
  end(): void;
}

const isAimedAt = (aim: Aim, { service, call }: Request): boolean => {
  switch (aim) {
    case 'any':
      return true;
    case 'begin':
      return call === 'worklist.begin';
    case 'change':
      return /\.advance$|^commit$/.test(call);
    case 'referral':
      return call === 'referrals.advance';
    case 'write':
      return /\.(insert|ensure|attempt|posted|finish|add|postpone|giveBack|renew)$/.test(call);
    case 'show':
      return /^(relays\.ofInvite|connections\.ofTenant|messages\.attempt)$/.test(call);
    default:
      return service === aim;
  }
};

/**
 * What cannot happen to a request is replaced by what is nearest. Slack carries out at once what has reached it, the
 * driver of MongoDB repeats nothing, and a lease is not taken after its end (`maxTimeMS`).
 */
function possible(fault: RequestFault, { service, call }: Request): RequestFault {
  const isLate = fault.kind === 'late' || fault.kind === 'overtaken';
  if (isLate && service === 'slack') return { kind: 'lost' };
  if (isLate && call === 'worklist.begin') return { kind: 'hangs' };
  if (fault.kind === 'twice' && service !== 'marketplace') return { kind: 'lost' };
  return fault;
}

const DURING: Readonly<Record<Outage['kind'], RequestFault>> = {
  refuses: { kind: 'refused' },
  hangs: { kind: 'hangs' },
  'answers lost': { kind: 'lost' },
};

/** Makes services that are well. */
export function simulatedFaults(time: VirtualTime): Faults {
  let armed: { aim: Aim; left: number; fault: RequestFault }[] = [];
  const until = new Map<string, { end: number; outage?: Outage['kind'] }>();
  const now = (what: string) => {
    const found = until.get(what);
    return found && found.end > time.now() ? found : undefined;
  };

  return {
    arm: ({ aim, skip, fault }) => void armed.push({ aim, left: skip, fault }),
    begin: (step) => {
      const end = time.now() + step.ms;
      if (step.do === 'outage') {
        const whose = step.of === 'mongo' ? '' : `T${step.tenant + 1}`;
        until.set(`${step.of} ${whose}`, { end, outage: step.kind });
      } else until.set(`${step.do === 'limit' ? `limit ${step.of}` : step.do} T${step.tenant + 1}`, { end });
    },
    meeting: (request) => {
      for (const one of armed) {
        if (!isAimedAt(one.aim, request)) continue;
        one.left -= 1;
        if (one.left >= 0) continue;
        armed = armed.filter((other) => other !== one);
        return possible(one.fault, request);
      }
      const outage = now(`${request.service} ${request.service === 'mongo' ? '' : request.tenantId}`)?.outage;
      return outage && DURING[outage];
    },
    marketplace: (tenantId, there, isKnown) => {
      const check = () => {
        if (now(`limit marketplace ${tenantId}`)) throw new Postponed(3000, `marketplace:${tenantId}`);
        if (now(`refuse token ${tenantId}`)) throw new TokenRefused('the token is refused');
      };
      return {
        ...there,
        accept: async (...given) => {
          check();
          return there.accept(...given);
        },
        decline: async (...given) => {
          check();
          return there.decline(...given);
        },
        invitation: async (tenant, id) => {
          check();
          if (now(`hide ${tenantId}`) && !isKnown(id))
            throw new MarketplaceRefusal('invitation-not-found', 'There is no such invitation.');
          return there.invitation(tenant, id);
        },
      };
    },
    messenger: (there) => ({
      ...there,
      post: async (tenantId, message, content) => {
        if (now(`limit slack ${tenantId}`)) throw new Postponed(2000, `slack:${tenantId}:${message.to}`);
        return there.post(tenantId, message, content);
      },
      edit: async (tenantId, message, content) => {
        if (now(`limit slack ${tenantId}`)) throw new Postponed(2000, `slack:${tenantId}:${message.to}`);
        return there.edit(tenantId, message, content);
      },
    }),
    end: () => {
      armed = [];
      until.clear();
    },
  };
}
