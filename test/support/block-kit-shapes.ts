import { z } from 'zod';

/**
 * The shapes of Block Kit that Baton uses, with Slack's limits. What is not here is not in use: add it with its limits.
 */

const filled = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => text.trim() !== '', 'empty text');
const Name = z.string().min(1).max(255);
const Url = z.url({ protocol: /^https?$/ }).max(3000);

const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: filled(max), emoji: z.boolean().optional() });
/** A mrkdwn text; `verbatim`, so that Slack adds no links and mentions to people's texts. */
const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: filled(max), verbatim: z.literal(true) });
const text = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)]);

const Confirm = z.strictObject({
  title: plain(100),
  text: text(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.enum(['primary', 'danger']).optional(),
});

const Option = z.strictObject({ text: plain(75), value: z.string().min(1).max(75), description: plain(75).optional() });
const distinct = (options: readonly { value: string }[]) =>
  new Set(options.map(({ value }) => value)).size === options.length;
const OptionList = z.array(Option).max(100).refine(distinct, 'two options have the same value');
const Filled = OptionList.min(1);
const Group = z.strictObject({ label: plain(75), options: Filled });
const total = (groups: readonly { options: readonly unknown[] }[]) =>
  groups.reduce((sum, { options }) => sum + options.length, 0);
const Groups = z
  .array(Group)
  .max(100)
  .refine((groups) => total(groups) <= 100, 'more than 100 options');

/** The answer to a look-up. */
export const Options = z.union([z.strictObject({ options: OptionList }), z.strictObject({ option_groups: Groups })]);

const action = { action_id: Name };
const asked = { ...action, placeholder: plain(150).optional(), focus_on_load: z.boolean().optional() };

const Button = z.strictObject({
  type: z.literal('button'),
  ...action,
  text: plain(75),
  value: z.string().min(1).max(2000).optional(),
  url: Url.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: Confirm.optional(),
  accessibility_label: z.string().min(1).max(75).optional(),
});
const StaticSelect = z
  .strictObject({ type: z.literal('static_select'), ...asked, options: Filled, initial_option: Option.optional() })
  .refine(
    ({ options, initial_option: first }) => !first || options.some(({ value }) => value === first.value),
    'the initial option is none of the options',
  );
const ExternalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...asked,
  min_query_length: z.int().min(0).optional(),
  initial_option: Option.optional(),
});
const MultiExternalSelect = z.strictObject({
  type: z.literal('multi_external_select'),
  ...asked,
  min_query_length: z.int().min(0).optional(),
  max_selected_items: z.int().min(1).optional(),
});
const UsersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...asked,
  initial_user: z.string().min(1).optional(),
});
const ConversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...asked,
  initial_conversation: z.string().min(1).optional(),
  filter: z
    .strictObject({
      include: z.array(z.enum(['im', 'mpim', 'private', 'public'])).min(1),
      exclude_bot_users: z.boolean().optional(),
    })
    .optional(),
});
const MultiUsersSelect = z.strictObject({
  type: z.literal('multi_users_select'),
  ...asked,
  initial_users: z.array(z.string().min(1)).min(1).max(100).optional(),
  max_selected_items: z.int().min(1).max(100).optional(),
});
/** Ten boxes at the most, and what is ticked is among them as it stands there. */
const Checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...asked,
    options: z.array(Option).min(1).max(10).refine(distinct, 'two options have the same value'),
    initial_options: z.array(Option).min(1).optional(),
  })
  .refine(
    ({ options, initial_options: ticked = [] }) =>
      ticked.every((one) => options.some((other) => JSON.stringify(other) === JSON.stringify(one))),
    'a ticked option is none of the options',
  );
/** Ten choices at the most. */
const RadioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...asked,
  options: z.array(Option).min(1).max(10).refine(distinct, 'two options have the same value'),
});
const Datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...asked,
  initial_date: z.iso.date().optional(),
});
const Datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...action,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
});
const whole = z.string().regex(/^-?\d+$/);
const NumberInput = z.strictObject({
  type: z.literal('number_input'),
  ...asked,
  is_decimal_allowed: z.boolean(),
  initial_value: whole.optional(),
  min_value: whole.optional(),
  max_value: whole.optional(),
});
const TextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  ...asked,
  multiline: z.boolean().optional(),
  initial_value: z.string().max(3000).optional(),
  min_length: z.int().min(0).max(3000).optional(),
  max_length: z.int().min(1).max(3000).optional(),
});

const selects = [StaticSelect, ExternalSelect, MultiExternalSelect, UsersSelect, ConversationsSelect] as const;
const Clickable = z.discriminatedUnion('type', [Button, ...selects]);

const style = z.strictObject({ bold: z.boolean(), italic: z.boolean(), code: z.boolean() }).partial();
const RichText = z.strictObject({ type: z.literal('text'), text: z.string().min(1), style: style.optional() });
const RichPart = z.strictObject({
  type: z.enum(['rich_text_section', 'rich_text_quote', 'rich_text_preformatted']),
  elements: z.array(RichText).min(1),
});

const label = filled(20);
const Series = z.strictObject({
  name: label,
  data: z
    .array(z.strictObject({ label, value: z.number() }))
    .min(1)
    .max(20),
});
const BarChart = z
  .strictObject({
    type: z.literal('bar'),
    series: z.array(Series).min(1).max(6),
    axis_config: z.strictObject({
      categories: z.array(label).min(1).max(20),
      x_label: filled(50).optional(),
      y_label: filled(50).optional(),
    }),
  })
  .refine(({ series }) => new Set(series.map(({ name }) => name)).size === series.length, 'two series have one name')
  .refine(({ axis_config: { categories } }) => new Set(categories).size === categories.length, 'a category repeats')
  .refine(
    ({ series, axis_config: { categories } }) =>
      series.every(({ data }) => data.map((point) => point.label).join('|') === categories.join('|')),
    'the points of a series are not the categories',
  );

const block = { block_id: Name.optional() };
const Block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('divider'), ...block }),
  z.strictObject({ type: z.literal('header'), ...block, text: plain(150) }),
  z
    .strictObject({
      type: z.literal('section'),
      ...block,
      text: text(3000).optional(),
      fields: z.array(text(2000)).min(1).max(10).optional(),
      accessory: Clickable.optional(),
    })
    .refine(({ text: said, fields }) => said !== undefined || fields !== undefined, 'neither text nor fields'),
  z.strictObject({ type: z.literal('context'), ...block, elements: z.array(text(3000)).min(1).max(10) }),
  z.strictObject({
    type: z.literal('actions'),
    ...block,
    elements: z.array(Clickable).min(1).max(25),
  }),
  z.strictObject({
    type: z.literal('input'),
    ...block,
    label: plain(2000),
    hint: plain(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: z.discriminatedUnion('type', [
      TextInput,
      NumberInput,
      MultiUsersSelect,
      Checkboxes,
      RadioButtons,
      Datepicker,
      Datetimepicker,
      ...selects,
    ]),
  }),
  z.strictObject({
    type: z.literal('table'),
    ...block,
    rows: z
      .array(
        z
          .array(z.strictObject({ type: z.literal('raw_text'), text: filled(3000) }))
          .min(1)
          .max(20),
      )
      .min(1)
      .max(100),
    column_settings: z
      .array(z.strictObject({ align: z.enum(['left', 'center', 'right']), is_wrapped: z.boolean() }))
      .max(20),
  }),
  z.strictObject({ type: z.literal('data_visualization'), ...block, title: filled(50), chart: BarChart }),
  z.strictObject({ type: z.literal('rich_text'), ...block, elements: z.array(RichPart).min(1) }),
]);

/** `text` is what notifications show and screen readers read, so it is required beside blocks. */
export const Message = z.strictObject({ text: filled(4000), blocks: z.array(Block).max(50) });

const view = {
  callback_id: Name.optional(),
  private_metadata: z.string().max(3000).optional(),
  blocks: z.array(Block).min(1).max(100),
};

export const Modal = z.strictObject({
  type: z.literal('modal'),
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  ...view,
});

export const Home = z.strictObject({ type: z.literal('home'), ...view });
