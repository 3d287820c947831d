import { freely, policy, Role } from '../../access/policy.ts';

/** How the machinery runs is the administrator's; it holds ids and codes, nothing of what was found. */
export const eventConsumerPolicy = policy({
  shapes: {
    EventConsumer: ['name', 'attempts', 'movedAt', 'behind', 'setAside'],
    SetAsideEvent: ['id', 'at', 'kind', 'attempts', 'setAsideAt', 'cause', 'reason'],
    SetAsideEventPayload: ['event', 'problems'],
  },
  queries: { eventConsumers: [Role.ADMINISTRATOR] },
  verbs: { retrySetAsideEvent: { [Role.ADMINISTRATOR]: freely } },
});
