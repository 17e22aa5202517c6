// Emoji by the names that Slack gives them; a name not listed here stays as it is written.
// prettier-ignore
const EMOJI = {
  "+1": "👍", "-1": "👎", thumbsup: "👍", thumbsdown: "👎", clap: "👏", wave: "👋", pray: "🙏", raised_hands: "🙌",
  muscle: "💪", point_right: "👉", eyes: "👀", smile: "😄", smiley: "😃", slightly_smiling_face: "🙂", wink: "😉",
  thinking_face: "🤔", cry: "😢", heart: "❤️", tada: "🎉", sparkles: "✨", star: "⭐", fire: "🔥", rocket: "🚀", bulb: "💡",
  seedling: "🌱", hourglass: "⌛", white_check_mark: "✅", heavy_check_mark: "✔️", x: "❌", warning: "⚠️",
  question: "❓", exclamation: "❗", no_entry: "⛔", bell: "🔔", calendar: "📆", date: "📅", memo: "📝", pencil: "📝",
  pushpin: "📌", link: "🔗", key: "🔑", lock: "🔒", mag: "🔍", speech_balloon: "💬", busts_in_silhouette: "👥",
  coffee: "☕", bar_chart: "📊", chart_with_upwards_trend: "📈", arrow_right: "➡️",
};

export const emoji = (name) => EMOJI[name.replace(/::skin-tone-\d$/, "")] ?? `:${name}:`;

export const withEmoji = (text) => text.replace(/:([a-z0-9_+-]+(?:::skin-tone-\d)?):/g, (_, name) => emoji(name));
