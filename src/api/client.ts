// Made by `npm run openapi` from the routes; not edited by hand.
import type { Hono } from 'hono';
import type { BlankEnv } from 'hono/types';

/** Every error of the API. */
export type ApiError = { error: { code: string; message: string; reference: string; fields?: ({ path: string; message: string })[]; details?: Record<string, string | number> } };

export type Announcements3 = { name: string; url?: string | null; icon_url?: string | null };
export type Announcements4 = { text: string; icon_url?: string | null };
export type Announcements5 = { name: string; value: string; inline: boolean };
export type Announcements2 = { title?: string | null; description?: string | null; url?: string | null; color?: number | null; author?: Announcements3 | null; footer?: Announcements4 | null; image?: { url: string } | null; thumbnail?: { url: string } | null; timestamp?: string | null; fields?: (Announcements5)[] | null };
export type Announcements6 = { state: "pending_sync" | "synced" | "orphaned" | "failed"; message_id: string | null; channel_id: string; pinned: boolean; error: string | null };
export type Announcements1 = { id: number; title: string; content: string; embed: Announcements2 | null; task_id: number | null; channel_id: string; mention: string; pin: boolean; state: "scheduled" | "posted" | "deleted"; repeat: "none" | "daily" | "weekly" | "monthly"; scheduled_at: string | null; posted_at: string | null; posts: number; message: Announcements6 | null; created_by: string; created_at: string; updated_at: string; version: number };
export type Announcements8 = { name: string; url?: string | null; icon_url?: string | null };
export type Announcements9 = { name: string; value: string; inline?: boolean };
export type Announcements7 = { title?: string | null; description?: string | null; url?: string | null; color?: number | null; author?: Announcements8 | null; footer?: { text: string; icon_url?: string | null } | null; image?: { url: string } | null; thumbnail?: { url: string } | null; timestamp?: string | null; fields?: (Announcements9)[] | null };
export type Config2 = { name: string; symbol: string; icon: string; start: number; cap: number | null };
export type Config4 = { min: number; max: number; cooldown: number; reset: "rolling" | "midnight" };
export type Config5 = { min: number; max: number; cooldown: number };
export type Config3 = { daily: Config4; work: Config5; streakBonus: number; streakBonusMax: number };
export type Config6 = { pay: number | null; bet: number | null; dailyCap: number | null; accountAge: number; changesPerMinute: number };
export type Config7 = { memberTasks: boolean; maxPerMember: number; autoExpire: boolean; requireProof: boolean; secondReviewAbove: number | null };
export type Config8 = { admin: (string)[]; moderator: (string)[]; reviewer: (string)[]; shopkeeper: (string)[]; economist: (string)[] };
export type Config10 = { users: (string)[]; roles: (string)[] };
export type Config9 = { balance: Config10; earned: Config10; streak: Config10 };
export type Config11 = { language: "en" | "de"; timezone: string };
export type Config1 = { server_id: string; version: number; server_name: string | null; member_count: number | null; icon_url: string | null; owner_id: string | null; created_at: string; prefix: string; currency_name: string; currency_symbol: string; admin_roles: (string)[]; moderator_roles: (string)[]; log_channel: string | null; welcome_channel: string | null; task_channel_id: string | null; shop_channel_id: string | null; global_shop: boolean; global_tasks: boolean; features: Record<string, boolean>; currency: Config2; earning: Config3; limits: Config6; shop: { refundHours: number }; tasks: Config7; channels: Record<string, string | null>; roles: Config8; exclude: Config9; locale: Config11; global: { shop: boolean; tasks: boolean }; paused: Record<string, { by: string; at: number; reason: string }>; changed: Record<string, { by: string; at: number }> };
export type Config12 = { users?: (string)[]; roles?: (string)[] };
export type Embeds1 = { state: "pending_sync" | "synced" | "orphaned" | "failed"; message_id: string | null; channel_id: string; pinned: boolean; error: string | null; copy: number };
export type Embeds2 = { title?: string | null; description?: string | null; url?: string | null; color?: number | null; author?: Announcements3 | null; footer?: Announcements4 | null; image?: { url: string } | null; thumbnail?: { url: string } | null; timestamp?: string | null; fields?: (Announcements5)[] | null; id: number; name: string; copies: number; state: "kept" | "deleted"; created_by: string; created_at: string; updated_at: string; version: number };
export type Overview1 = { members: number | null; held: number; minted: number; burned: number; transactions: number };
export type Shop1 = { id: number; channel_id: string; sync: { state: string; error: string } };
export type Shop2 = { id: number; name: string; description: string; emoji: string; price: number; category: string; stock: number; is_active: boolean; position: number; channel_id: string | null; message_id: string | null; sync: { state: string; error: string } | null; limits: { per_member: number | null }; requirements: { role_id: string | null; min_balance: number | null }; transferable: boolean; sell_rate: number; copy_days: number | null; actions: ({ do: string })[]; created_at: string; updated_at: string; version: number; metadata: { sales_count: number | null } };
export type Shop3 = { do: "timed_role"; role: string; hours: number };
export type Shop4 = { do: "message"; channel: string; text: string };
export type Status2 = { type: "playing" | "listening" | "watching" | "competing" | "custom"; text: string };
export type Status3 = { status: "online" | "idle" | "dnd" | "invisible"; activity: Status2 | null };
export type Status1 = { status: "online" | "idle" | "dnd" | "invisible"; activity: Status2 | null; server_id: string; shown: boolean; bot: Status3; note: string };
export type Status5 = { type?: "playing" | "listening" | "watching" | "competing" | "custom"; text: string };
export type Status4 = { status?: "online" | "idle" | "dnd" | "invisible"; activity?: Status5 | null };
export type Submissions1 = { name: string; type: string; size: number; url: string };
export type Tasks1 = { id: number; name: string; status: "closed" | "deleted"; settle: "keep" | "drop" | "delete" };
export type Tasks2 = { id: number; name: string; description: string; reward: number; reward_item: number | null; reward_quantity: number; category: string; status: "active" | "closed" | "expired"; max_claims: number; current_claims: number; completed: number; per_member: number; assigned_users: (string)[]; required_role: string | null; role_id: string | null; proof: "none" | "text" | "link" | "file"; duration_hours: number | null; claim_hours: number | null; expires_at: string | null; recurrence: "none" | "daily" | "weekly"; round: number; round_ends: string | null; channel_id: string | null; message_id: string | null; sync: { state: string; error: string } | null; created_by: string; created_at: string; updated_at: string; version: number };
export type Transactions2 = { source: string; actor: string; entry: number; counterparty: string; ref: string | null; reversed: boolean; reversed_by: number | null };
export type Transactions1 = { id: string; user_id: string; type: string; asset: string; amount: number; balance_before: number; balance_after: number; description: string; timestamp: string; metadata: Transactions2 };
export type Auth2 = { id: string; kind: "operator" | "discord"; name: string; avatar: string | null };
export type Auth1 = { user: Auth2; session: { id: string; expires_at: string }; expires_in: number; token_type?: "Bearer"; access_token?: string; refresh_token?: string };
export type Bot1 = { status: "online" | "idle" | "dnd" | "invisible"; activity: Status2 | null; connected: boolean; enabled: boolean; note: string };
export type Catalogue1 = { name: string; description: string; emoji: string; price: number; category: string; stock: number; limit_per_member: number | null; id: number; version: number; created_at: string; updated_at: string };
export type Catalogue2 = { name: string; description: string; reward: number; category: string; proof: "none" | "text" | "link" | "file"; recurrence: "none" | "daily" | "weekly"; claim_hours: number | null; max_claims: number; per_member: number; id: number; version: number; created_at: string; updated_at: string };
export type Commands2 = { state: "pending" | "registered" | "failed"; command_id: string | null; error: string | null };
export type Commands1 = { name: string; description: string; response: string; cost: number; private: boolean; uses: number; last_used_at: string | null; created_at: string; updated_at: string; version: number; sync: Commands2 };
export type Settings1 = { log_level: "info" | "warn" | "error"; log_days: number; presence: boolean };

export type ApiSchema = {
  '/api/:server_id/announcements/:announcement_id/pin': {
    $post: { input: { param: { server_id: string; announcement_id: string } }; output: Announcements1; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/announcements/:announcement_id/unpin': {
    $post: { input: { param: { server_id: string; announcement_id: string } }; output: Announcements1; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/announcements/:announcement_id': {
    $delete: { input: { param: { server_id: string; announcement_id: string }; query: { delete_discord_message?: "0" | "1" | "true" | "false" } }; output: Announcements1; outputFormat: 'json'; status: 200 };
    $get: { input: { param: { server_id: string; announcement_id: string } }; output: Announcements1; outputFormat: 'json'; status: 200 };
    $put: { input: { param: { server_id: string; announcement_id: string }; json: { title?: string; content?: string; embed?: Announcements7 | null; mention?: "none" | "everyone" | "here" | string; pin?: boolean; channel_id?: string; scheduled_at?: string; repeat?: "none" | "daily" | "weekly" | "monthly" } }; output: Announcements1; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/announcements/task/:task_id': {
    $post: { input: { param: { server_id: string; task_id: string }; json: { content?: string; channel_id?: string; mention?: "none" | "everyone" | "here" | string; pin?: boolean; scheduled_at?: string | null; repeat?: "none" | "daily" | "weekly" | "monthly" } }; output: Announcements1; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/announcements': {
    $get: { input: { param: { server_id: string }; query: { page?: string | number; per_page?: string | number; cursor?: string; state?: "scheduled" | "posted"; channel?: string } }; output: { data: (Announcements1)[]; page: number | null; per_page: number; total: number | null; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
    $post: { input: { param: { server_id: string }; json: { title?: string; content?: string; channel_id: string; embed?: Announcements7 | null; mention?: "none" | "everyone" | "here" | string; pin?: boolean; scheduled_at?: string | null; repeat?: "none" | "daily" | "weekly" | "monthly" } }; output: Announcements1; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/audit': {
    $get: { input: { param: { server_id: string }; query: { page?: string | number; per_page?: string | number; cursor?: string; actor?: string; action?: string; target?: string; since?: string; until?: string } }; output: { data: ({ id: string; at: string; actor: string; action: string; target: string; before: unknown; after: unknown; reason: string; source: string })[]; page: number | null; per_page: number; total: number | null; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/channels': {
    $get: { input: { param: { server_id: string } }; output: { data: ({ id: string; name: string; type: "text" | "announcement"; position: number; category: { id: string; name: string } | null; missing: (string)[] })[] }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/config': {
    $get: { input: { param: { server_id: string } }; output: Config1; outputFormat: 'json'; status: 200 };
    $put: { input: { param: { server_id: string }; json: { currency?: { name?: string; symbol?: string; icon?: string; start?: number; cap?: number | null }; earning?: { daily?: { min?: number; max?: number; cooldown?: number; reset?: "rolling" | "midnight" }; work?: { min?: number; max?: number; cooldown?: number }; streakBonus?: number; streakBonusMax?: number }; limits?: { pay?: number | null; bet?: number | null; dailyCap?: number | null; accountAge?: number; changesPerMinute?: number }; shop?: { refundHours?: number }; tasks?: { memberTasks?: boolean; maxPerMember?: number; autoExpire?: boolean; requireProof?: boolean; secondReviewAbove?: number | null }; roles?: { admin?: (string)[]; moderator?: (string)[]; reviewer?: (string)[]; shopkeeper?: (string)[]; economist?: (string)[] }; exclude?: { balance?: Config12; earned?: Config12; streak?: Config12 }; locale?: { language?: "en" | "de"; timezone?: string }; global?: { shop?: boolean; tasks?: boolean }; channels?: Record<string, string | null>; features?: Record<string, boolean>; prefix?: string; currency_name?: string; currency_symbol?: string; admin_roles?: (string)[]; moderator_roles?: (string)[]; log_channel?: string | null; welcome_channel?: string | null; task_channel_id?: string | null; shop_channel_id?: string | null; global_shop?: boolean; global_tasks?: boolean; server_id?: unknown; version?: unknown; server_name?: unknown; member_count?: unknown; icon_url?: unknown; owner_id?: unknown; created_at?: unknown; paused?: unknown; changed?: unknown } }; output: Config1; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/embeds/:embed_id/post': {
    $post: { input: { param: { server_id: string; embed_id: string }; json: { channel_id: string } }; output: { title?: string | null; description?: string | null; url?: string | null; color?: number | null; author?: Announcements3 | null; footer?: Announcements4 | null; image?: { url: string } | null; thumbnail?: { url: string } | null; timestamp?: string | null; fields?: (Announcements5)[] | null; id: number; name: string; copies: number; state: "kept" | "deleted"; created_by: string; created_at: string; updated_at: string; version: number; message: Embeds1 }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/embeds/:embed_id': {
    $delete: { input: { param: { server_id: string; embed_id: string }; query: { delete_discord_message?: "0" | "1" | "true" | "false" } }; output: Embeds2; outputFormat: 'json'; status: 200 };
    $get: { input: { param: { server_id: string; embed_id: string } }; output: { title?: string | null; description?: string | null; url?: string | null; color?: number | null; author?: Announcements3 | null; footer?: Announcements4 | null; image?: { url: string } | null; thumbnail?: { url: string } | null; timestamp?: string | null; fields?: (Announcements5)[] | null; id: number; name: string; copies: number; state: "kept" | "deleted"; created_by: string; created_at: string; updated_at: string; version: number; posted: (Embeds1)[] }; outputFormat: 'json'; status: 200 };
    $put: { input: { param: { server_id: string; embed_id: string }; json: { title?: string | null; description?: string | null; url?: string | null; color?: number | null; author?: Announcements8 | null; footer?: { text: string; icon_url?: string | null } | null; image?: { url: string } | null; thumbnail?: { url: string } | null; timestamp?: string | null; fields?: (Announcements9)[] | null; name?: string } }; output: Embeds2; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/embeds': {
    $get: { input: { param: { server_id: string }; query: { page?: string | number; per_page?: string | number; cursor?: string } }; output: { data: (Embeds2)[]; page: number | null; per_page: number; total: number | null; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
    $post: { input: { param: { server_id: string }; json: { title?: string | null; description?: string | null; url?: string | null; color?: number | null; author?: Announcements8 | null; footer?: { text: string; icon_url?: string | null } | null; image?: { url: string } | null; thumbnail?: { url: string } | null; timestamp?: string | null; fields?: (Announcements9)[] | null; name: string } }; output: Embeds2; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/export': {
    $get: { input: { param: { server_id: string } }; output: string; outputFormat: 'text'; status: 200 };
  };
  '/api/:server_id/overview': {
    $get: { input: { param: { server_id: string }; query: { period?: "day" | "week" | "month" } }; output: { period: "day" | "week" | "month"; from: string; to: string; current: Overview1; previous: Overview1; series: ({ date: string; minted: number; burned: number; held: number; transactions: number })[]; exact: boolean; attention: { proofs: number; orders: number; messages_failed: number; messages_orphaned: number; dead_letters: number; frozen: ({ user_id: string; reason: string })[]; server_frozen: string | null } }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/roles': {
    $get: { input: { param: { server_id: string } }; output: { data: ({ id: string; name: string; color: number; position: number; managed: boolean; assignable: boolean; reason: { code: "everyone" | "managed" | "needs_manage_roles" | "above_bot"; message: string } | null })[] }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/shop/:item_id/post': {
    $post: { input: { param: { server_id: string; item_id: string }; json: { channel_id?: string } }; output: Shop1; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/shop/:item_id/stock': {
    $put: { input: { param: { server_id: string; item_id: string }; json: { quantity: number; operation?: "set" | "add" | "subtract" } }; output: Shop2; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/shop/:item_id': {
    $delete: { input: { param: { server_id: string; item_id: string } }; output: Shop2; outputFormat: 'json'; status: 200 };
    $get: { input: { param: { server_id: string; item_id: string } }; output: Shop2; outputFormat: 'json'; status: 200 };
    $put: { input: { param: { server_id: string; item_id: string }; json: { name?: string; description?: string; price?: number; category?: string; emoji?: string; limit_per_member?: number | null; required_role?: string | null; min_balance?: number | null; transferable?: boolean; sell_rate?: number; copy_days?: number | null; actions?: ({ do: "role"; role: string } | Shop3 | { do: "coins"; amount: number } | { do: "item"; item: number; amount: number } | Shop4 | { do: "webhook"; url: string } | { do: "manual"; text: string })[]; is_active?: boolean } }; output: Shop2; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/shop/order': {
    $put: { input: { param: { server_id: string }; json: { items: (number)[] } }; output: { items: (number)[] }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/shop/orders/:order_id': {
    $put: { input: { param: { server_id: string; order_id: string }; json: { state: "waiting" | "done" | "refunded"; note?: string } }; output: { id: number; user_id: string; item_id: number; name: string; quantity: number; value: number; state: "waiting" | "done" | "refunded"; note: string; handled_by: string | null; version: number }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/shop/orders': {
    $get: { input: { param: { server_id: string }; query: { page?: string | number; per_page?: string | number; cursor?: string; state?: "waiting" | "done" | "refunded" | "all"; user_id?: string } }; output: { data: ({ id: number; user_id: string; item_id: number; name: string; quantity: number; value: number; state: "waiting" | "done" | "refunded"; note: string; handled_by: string | null; created_at: string; updated_at: string; version: number })[]; page: number | null; per_page: number; total: number | null; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/shop/sales': {
    $get: { input: { param: { server_id: string }; query: { days?: string | number } }; output: { days: number; items: ({ id: number; sold: number })[] }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/shop': {
    $get: { input: { param: { server_id: string }; query: { page?: string | number; per_page?: string | number; cursor?: string; category?: string; active_only?: "0" | "1" | "true" | "false"; include_out_of_stock?: "0" | "1" | "true" | "false" } }; output: { data: (Shop2)[]; page: number | null; per_page: number; total: number | null; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
    $post: { input: { param: { server_id: string }; json: { name: string; description?: string; price: number; category?: string; emoji?: string; limit_per_member?: number | null; required_role?: string | null; min_balance?: number | null; transferable?: boolean; sell_rate?: number; copy_days?: number | null; actions?: ({ do: "role"; role: string } | Shop3 | { do: "coins"; amount: number } | { do: "item"; item: number; amount: number } | Shop4 | { do: "webhook"; url: string } | { do: "manual"; text: string })[]; stock?: number } }; output: Shop2; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/status': {
    $get: { input: { param: { server_id: string } }; output: Status1; outputFormat: 'json'; status: 200 };
    $put: { input: { param: { server_id: string }; json: Status4 }; output: Status1; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/submissions/:submission_id/files/:n': {
    $get: { input: { param: { server_id: string; submission_id: string; n: string } }; output: string; outputFormat: 'text'; status: 200 };
  };
  '/api/:server_id/submissions/:submission_id/lease': {
    $post: { input: { param: { server_id: string; submission_id: string }; json: { action: "take" | "free" } }; output: { id: number; reviewer: string | null; lease_until: string | null }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/submissions/:submission_id/verdict': {
    $post: { input: { param: { server_id: string; submission_id: string }; json: { verdict: "accept" | "reject" | "changes"; note?: string; bonus?: number } }; output: { id: number; outcome: "accept" | "reject" | "changes" | "first"; task_name: string; user_id: string; amount: number }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/submissions/:submission_id': {
    $get: { input: { param: { server_id: string; submission_id: string } }; output: { id: number; task_id: number; task_name: string; user_id: string; round: number; text: string; link: string; files: (Submissions1)[]; state: "waiting" | "accepted" | "rejected" | "changes"; reviewer: string | null; lease_until: string | null; first_reviewer: string | null; bonus: number; decided_by: string | null; reason: string; appealed: boolean; appeal_reason: string; rejected_by: string | null; submitted_at: string; decided_at: string | null; version: number; duplicates: (number)[] }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/submissions': {
    $get: { input: { param: { server_id: string }; query: { page?: string | number; per_page?: string | number; cursor?: string; state?: "waiting" | "accepted" | "rejected" | "changes" | "all"; task_id?: string | number; user_id?: string } }; output: { data: ({ id: number; task_id: number; task_name: string; user_id: string; round: number; text: string; link: string; files: (Submissions1)[]; state: "waiting" | "accepted" | "rejected" | "changes"; reviewer: string | null; lease_until: string | null; first_reviewer: string | null; bonus: number; decided_by: string | null; reason: string; appealed: boolean; appeal_reason: string; rejected_by: string | null; submitted_at: string; decided_at: string | null; version: number })[]; page: number | null; per_page: number; total: number | null; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/sync/retry': {
    $post: { input: { param: { server_id: string }; json: { card?: { kind: string; record: string }; delivery?: string } }; output: { cards: number; deliveries: number; channels: number }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/sync': {
    $get: { input: { param: { server_id: string } }; output: { cards: Record<string, number>; deliveries: Record<string, number>; problems: ({ sort: "card" | "role" | "dm" | "post" | "unpost" | "webhook" | "command"; kind: string | null; record: string; state: "pending_sync" | "orphaned" | "failed" | "dead"; error: string | null; attempts: number; channel_id: string | null; user_id: string | null; role_id: string | null; detail: string | null; at: string })[]; channels_off: ({ channel_id: string; code: number; since: string })[]; channels_off_count: number }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/tasks/:task_id/announce': {
    $post: { input: { param: { server_id: string; task_id: string }; json: { channel_id?: string } }; output: Shop1; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/tasks/:task_id/claims': {
    $get: { input: { param: { server_id: string; task_id: string }; query: { page?: string | number; per_page?: string | number; cursor?: string; state?: "claimed" | "submitted" | "changes" | "rejected" | "accepted" | "dropped" | "expired" | "all" } }; output: { data: ({ user_id: string; task_id: number; round: number; turn: number; state: "claimed" | "submitted" | "changes" | "rejected" | "accepted" | "dropped" | "expired"; claimed_at: string; deadline: string | null; submission_id: number | null; updated_at: string })[]; page: number | null; per_page: number; total: number | null; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/tasks/:task_id/close': {
    $post: { input: { param: { server_id: string; task_id: string }; json: { settle?: "keep" | "drop" } }; output: Tasks1; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/tasks/:task_id': {
    $delete: { input: { param: { server_id: string; task_id: string } }; output: Tasks1; outputFormat: 'json'; status: 200 };
    $get: { input: { param: { server_id: string; task_id: string } }; output: Tasks2; outputFormat: 'json'; status: 200 };
    $put: { input: { param: { server_id: string; task_id: string }; json: { name?: string; description?: string; reward?: number; reward_item?: number | null; reward_quantity?: number; category?: string; duration_hours?: number | null; expires_at?: string | null; claim_hours?: number | null; max_claims?: number; per_member?: number; assigned_users?: (string)[]; required_role?: string | null; role_id?: string | null; role_name?: string | null; proof?: "none" | "text" | "link" | "file"; recurrence?: "none" | "daily" | "weekly" } }; output: Tasks2; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/tasks': {
    $get: { input: { param: { server_id: string }; query: { page?: string | number; per_page?: string | number; cursor?: string; status?: "active" | "closed" | "expired" | "open" | "all"; category?: string } }; output: { data: (Tasks2)[]; page: number | null; per_page: number; total: number | null; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
    $post: { input: { param: { server_id: string }; json: { name: string; description?: string; reward: number; reward_item?: number | null; reward_quantity?: number; category?: string; duration_hours?: number | null; expires_at?: string | null; claim_hours?: number | null; max_claims?: number; per_member?: number; assigned_users?: (string)[]; required_role?: string | null; role_id?: string | null; role_name?: string | null; proof?: "none" | "text" | "link" | "file"; recurrence?: "none" | "daily" | "weekly" } }; output: Tasks2; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/transactions/:transaction_id': {
    $get: { input: { param: { server_id: string; transaction_id: string } }; output: Transactions1; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/transactions/archive': {
    $post: { input: { param: { server_id: string }; json: { days_to_keep?: number; archive?: boolean } }; output: { dry_run: boolean; days_to_keep: number; before: string; entries: number; first_entry: number | null; last_entry: number | null; keys_dropped: number; more: boolean }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/transactions/export': {
    $get: { input: { param: { server_id: string }; query: { user_id?: string; type?: string; asset?: string; start_date?: string; end_date?: string; sort?: "newest" | "oldest"; cursor?: string; format?: "csv" | "json"; tz?: string } }; output: string; outputFormat: 'text'; status: 200 };
  };
  '/api/:server_id/transactions/statistics': {
    $get: { input: { param: { server_id: string }; query: { user_id?: string; period?: "day" | "week" | "month" | "all" } }; output: { user_id: string | null; period: "day" | "week" | "month" | "all"; from: string | null; to: string; complete: boolean; count: number; earned: number; spent: number; net: number; volume: number; by_type: ({ type: string; count: number; amount: number })[]; by_day: ({ date: string; count: number; amount: number })[]; balances: { in_circulation: number; created: number; destroyed: number; held: number } | null }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/transactions/validate': {
    $post: { input: { param: { server_id: string }; json: { user_id: string; cursor?: string } }; output: { user_id: string; valid: boolean; complete: boolean; entries_checked: number; balances: ({ asset: string; expected_balance: number; actual_balance: number | null; matches: boolean | null })[]; problems: ({ name: string; entry: number | null; detail: string })[]; frozen: boolean; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/transactions': {
    $get: { input: { param: { server_id: string }; query: { user_id?: string; type?: string; asset?: string; start_date?: string; end_date?: string; sort?: "newest" | "oldest"; cursor?: string; page?: string | number; per_page?: string | number; limit?: string | number; offset?: string | number } }; output: { data: (Transactions1)[]; page: number | null; per_page: number; total: number | null; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/users/:user_id/balance': {
    $put: { input: { param: { server_id: string; user_id: string }; json: { amount: number; set?: boolean; reason: string } }; output: { user_id: string; balance_before: number; balance_after: number; changed: boolean; transaction: number | null }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/users/:user_id/reactivate': {
    $post: { input: { param: { server_id: string; user_id: string } }; output: { user_id: string; state: "active"; was: string }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/users/:user_id': {
    $get: { input: { param: { server_id: string; user_id: string } }; output: { user_id: string; name: string | null; avatar_url: string | null; balance: number; inventory_count: number; total_earned: number; total_spent: number; is_active: boolean; state: "active" | "inactive" | "left" | "erased"; left_at: string | null; joined_at: string | null; last_active_at: string | null; held: number; frozen: string | null; checked_at: string | null; inventory: ({ item_id: number; name: string | null; quantity: number })[]; lots: ({ item_id: number; seq: number; amount: number; unused: number; price: number; bought: boolean; expires_at: string | null; at: string | null })[]; recent_transactions: ({ seq: number; type: string; asset: string; amount: number; balance_before: number; balance_after: number; counterparty: string; note: string; timestamp: string })[]; streak: number; last_daily: string | null; tasks: Record<string, number>; balance_graph: ({ at: string; balance: number })[]; income: ({ type: string; count: number; amount: number })[] }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/users/cleanup': {
    $post: { input: { param: { server_id: string }; json: { days?: number; dry_run?: boolean; cursor?: string | null } }; output: { dry_run: boolean; days: number; scanned: number; marked: number; user_ids: (string)[]; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/users/inactive': {
    $get: { input: { param: { server_id: string }; query: { page?: string | number; per_page?: string | number; cursor?: string; days?: string | number } }; output: { data: ({ user_id: string; name: string | null; avatar_url: string | null; state: "active" | "inactive" | "left" | "erased"; balance: number; left_at: string | null; since: string; last_active_at: string | null })[]; page: number | null; per_page: number; total: number | null; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
  };
  '/api/:server_id/users': {
    $get: { input: { param: { server_id: string }; query: { page?: string | number; per_page?: string | number; cursor?: string; sort_by?: "balance" | "name" | "joined" | "last_active" | "earned" | "spent"; order?: "asc" | "desc"; include_inactive?: "0" | "1" | "true" | "false"; q?: string; ids?: string } }; output: { data: ({ user_id: string; name: string | null; avatar_url: string | null; balance: number; inventory_count: number; total_earned: number; total_spent: number; is_active: boolean; state: "active" | "inactive" | "left" | "erased"; left_at: string | null; joined_at: string | null; last_active_at: string | null })[]; page: number | null; per_page: number; total: number | null; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
  };
  '/api/auth/discord/callback': {
    $get: { input: { query: { code?: string; state?: string; error?: string } }; output: string; outputFormat: 'text'; status: 200 };
  };
  '/api/auth/discord': {
    $get: { input: { query: { next?: string } }; output: string; outputFormat: 'text'; status: 200 };
  };
  '/api/auth/login': {
    $post: { input: { json: { username: string; password: string; tokens?: boolean } }; output: Auth1; outputFormat: 'json'; status: 200 };
  };
  '/api/auth/logout': {
    $post: { input: { json: { refresh_token?: string } }; output: { signed_out: boolean }; outputFormat: 'json'; status: 200 };
  };
  '/api/auth/me': {
    $get: { input: {  }; output: { user: Auth2; session: { id: string }; rights: { operator: boolean; server_ids: (string)[] | null } }; outputFormat: 'json'; status: 200 };
  };
  '/api/auth/refresh': {
    $post: { input: { json: { refresh_token?: string } }; output: Auth1; outputFormat: 'json'; status: 200 };
  };
  '/api/auth/sessions/:session_id': {
    $delete: { input: { param: { session_id: string } }; output: { ended: boolean }; outputFormat: 'json'; status: 200 };
  };
  '/api/auth/sessions': {
    $get: { input: { query: { page?: string | number; per_page?: string | number; cursor?: string; include_ended?: "0" | "1" | "true" | "false" } }; output: { data: ({ id: string; user: Auth2; created_at: string; seen_at: string; expires_at: string; ended_at: string | null; ended_by: "signed_out" | "revoked" | "reused" | "discord" | null; address: string; agent: string; current: boolean })[]; page: number | null; per_page: number; total: number | null; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
  };
  '/api/bot/status': {
    $get: { input: {  }; output: Bot1; outputFormat: 'json'; status: 200 };
    $put: { input: { json: Status4 }; output: Bot1; outputFormat: 'json'; status: 200 };
  };
  '/api/catalogue/shop/:entry_id': {
    $delete: { input: { param: { entry_id: string } }; output: { id: number; removed: boolean }; outputFormat: 'json'; status: 200 };
    $put: { input: { param: { entry_id: string }; json: { name?: string; description?: string; emoji?: string; price?: number; category?: string; stock?: number; limit_per_member?: number | null } }; output: Catalogue1; outputFormat: 'json'; status: 200 };
  };
  '/api/catalogue/shop': {
    $get: { input: { query: { per_page?: string | number; cursor?: string } }; output: { data: (Catalogue1)[]; page: number | null; per_page: number; total: number | null; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
    $post: { input: { json: { name: string; description?: string; emoji?: string; price: number; category?: string; stock?: number; limit_per_member?: number | null } }; output: Catalogue1; outputFormat: 'json'; status: 200 };
  };
  '/api/catalogue/tasks/:entry_id': {
    $delete: { input: { param: { entry_id: string } }; output: { id: number; removed: boolean }; outputFormat: 'json'; status: 200 };
    $put: { input: { param: { entry_id: string }; json: { name?: string; description?: string; reward?: number; category?: string; proof?: "none" | "text" | "link" | "file"; recurrence?: "none" | "daily" | "weekly"; claim_hours?: number | null; max_claims?: number; per_member?: number } }; output: Catalogue2; outputFormat: 'json'; status: 200 };
  };
  '/api/catalogue/tasks': {
    $get: { input: { query: { per_page?: string | number; cursor?: string } }; output: { data: (Catalogue2)[]; page: number | null; per_page: number; total: number | null; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
    $post: { input: { json: { name: string; description?: string; reward: number; category?: string; proof?: "none" | "text" | "link" | "file"; recurrence?: "none" | "daily" | "weekly"; claim_hours?: number | null; max_claims?: number; per_member?: number } }; output: Catalogue2; outputFormat: 'json'; status: 200 };
  };
  '/api/commands/:name': {
    $delete: { input: { param: { name: string }; query: { server_id: string } }; output: { name: string; removed: true; uses: number }; outputFormat: 'json'; status: 200 };
  };
  '/api/commands': {
    $delete: { input: { query: { server_id: string; name: string } }; output: { name: string; removed: true; uses: number }; outputFormat: 'json'; status: 200 };
    $get: { input: { query: { server_id: string; page?: string | number; per_page?: string | number; cursor?: string } }; output: { data: (Commands1)[]; page: number | null; per_page: number; total: number | null; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
    $post: { input: { json: { server_id: string; name: string; response: string; cost?: number; description?: string; private?: boolean } }; output: Commands1; outputFormat: 'json'; status: 200 };
  };
  '/api/export': {
    $get: { input: {  }; output: string; outputFormat: 'json'; status: 200 };
  };
  '/api/logs': {
    $delete: { input: { query: { before?: string; level?: "info" | "warn" | "error" } }; output: { deleted: number; more: boolean }; outputFormat: 'json'; status: 200 };
    $get: { input: { query: { page?: string | number; per_page?: string | number; cursor?: string; level?: "info" | "warn" | "error"; event?: string; since?: string; until?: string; server_id?: string; reference?: string; q?: string } }; output: { data: ({ id: string; at: string; level: "info" | "warn" | "error"; event: string; reference: string | null; server_id: string | null; fields: Record<string, unknown> })[]; page: number | null; per_page: number; total: number | null; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
  };
  '/api/restart': {
    $post: { input: { json: { server_id?: string; after?: string } }; output: { restarted: number; next: string | null }; outputFormat: 'json'; status: 200 };
  };
  '/api/servers': {
    $get: { input: { query: { page?: string | number; per_page?: string | number; cursor?: string } }; output: { data: ({ id: string; name: string | null; icon_url: string | null; owner_id: string | null; member_count: number | null; installed_at: string | null; installed_by: string | null; removed_at: string | null; currency: { name: string; symbol: string; total: number }; level: string; levels: ("admin" | "moderator" | "reviewer" | "shopkeeper" | "economist")[] })[]; page: number | null; per_page: number; total: number | null; next_cursor: string | null }; outputFormat: 'json'; status: 200 };
  };
  '/api/settings': {
    $get: { input: {  }; output: Settings1; outputFormat: 'json'; status: 200 };
    $put: { input: { json: { log_level?: "info" | "warn" | "error"; log_days?: number; presence?: boolean } }; output: Settings1; outputFormat: 'json'; status: 200 };
  };
  '/api/status': {
    $get: { input: {  }; output: { status: "ok" | "degraded"; online: boolean; version: string; isolate_started_at: string | null; uptime_seconds: number; databases: Record<string, { ok: boolean; ms: number }>; objects: { ok: boolean; ms: number }; servers: { placed: number; installed: number; removed: number }; movements: { today: number; yesterday: number }; discord: { status: "ok" | "failing" | "limited" | "quiet"; last_interaction: string | null; last_success: string | null; last_cron: string | null } | null; outbox: { waiting: number; oldest_due: string | null; oldest_seconds: number; next_due: string | null; closed_until: string | null; dead: number; failed: number } | null; errors: { hour: number; day: number; warnings_day: number } | null; warnings: (string)[] }; outputFormat: 'json'; status: 200 };
  };
  '/api/stream/test': {
    $post: { input: { json: { server_id?: string } }; output: { servers: number; listeners: number }; outputFormat: 'json'; status: 200 };
  };
  '/api/stream': {
    $get: { input: { query: { guilds?: string; events?: string; last_event_id?: string } }; output: string; outputFormat: 'text'; status: 200 };
  };
};

/** For `hc<Api>(origin)`. */
export type Api = Hono<BlankEnv, ApiSchema, '/'>;
