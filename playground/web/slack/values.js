// Which elements hold an answer, and the names Slack keeps it under in state.values.
const HOLDERS = {
  plain_text_input: ["value", "initial_value"],
  email_text_input: ["value", "initial_value"],
  url_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
  static_select: ["selected_option", "initial_option"],
  external_select: ["selected_option", "initial_option"],
  radio_buttons: ["selected_option", "initial_option"],
  multi_static_select: ["selected_options", "initial_options"],
  multi_external_select: ["selected_options", "initial_options"],
  checkboxes: ["selected_options", "initial_options"],
  users_select: ["selected_user", "initial_user"],
  multi_users_select: ["selected_users", "initial_users"],
  channels_select: ["selected_channel", "initial_channel"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
};

export const holds = (type) => type in HOLDERS;
export const many = (type) => type === "checkboxes" || type.startsWith("multi_");

/** What an element holds at first: what was given before, else what it starts with. */
export function held(values, block, element) {
  const [field, initial] = HOLDERS[element.type];
  const kept = values?.[block.block_id]?.[element.action_id];
  const value = kept?.type === element.type ? kept[field] : element[initial];
  return value ?? (many(element.type) ? [] : null);
}

export const chosen = (type, value) => ({ [HOLDERS[type][0]]: value });

/** state.values of all fields: block id, action id, answer. */
export function collected(fields) {
  const values = {};
  for (const { block, element, read } of fields) {
    const answers = (values[block.block_id] ??= {});
    answers[element.action_id] = { type: element.type, ...chosen(element.type, read()) };
  }
  return values;
}
