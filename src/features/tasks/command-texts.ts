/** What Discord shows of the commands while they are typed. */
const settings = {
  proof: 'What a member has to hand in', max_claims: 'Slots for each round; -1 for no limit', per_user: 'How often one member may claim it',
  recurrence: 'Whether it comes again', role: 'Role that the member gets for it', requires: 'Role that a member needs to claim it',
  hours: 'Hours from the claim to the deadline; 0 for none', ends: 'When the task ends: 12h, 7d, 2026-12-31, or none',
  item: 'Item that is given too', quantity: 'How many of the item', category: 'Where it is listed', description: 'What is to be done',
  kept_for: 'Only this member may claim it',
};
const proofs = { none: 'Nothing', text: 'A text', link: 'A link', file: 'A file' };
const recurrences = { none: 'Once', daily: 'Every day', weekly: 'Every week' };

export const commands = {
  task: {
    description: 'Tasks that you can do for a reward',
    list: {
      description: 'List tasks', options: { category: 'Only this category', status: 'Only these' },
      choices: { status: { open: 'Open to you', closed: 'Closed', expired: 'Ended' } },
    },
    view: { description: 'Show one task', options: { task: 'Which task' } },
    claim: { description: 'Take a task on', options: { task: 'Which task' } },
    submit: {
      description: 'Hand in your proof', options: { task: 'Which task', text: 'What you did', link: 'Address that shows it (https)', file: 'Picture, PDF, text or video' },
    },
    mine: {
      description: 'Your tasks and what came of them', options: { status: 'Only these' },
      choices: {
        status: {
          claimed: 'Claimed', submitted: 'In review', changes: 'Changes asked', rejected: 'Rejected', accepted: 'Accepted', dropped: 'Given back', expired: 'Out of time',
        },
      },
    },
    drop: { description: 'Give a task back', options: { task: 'Which task' } },
    appeal: { description: 'Ask another reviewer to look again', options: { submission: 'Number of the rejected proof', reason: 'Why it should count' } },
  },
  'task-admin': {
    description: 'Make and manage tasks',
    create: {
      description: 'Make a task', options: { title: 'What it is called', reward: 'Coins for it', ...settings }, choices: { proof: proofs, recurrence: recurrences },
    },
    edit: {
      description: 'Change a task; with no option a form opens',
      options: { task: 'Which task', title: 'What it is called', reward: 'Coins for it', ...settings, for_all: 'Keep it for nobody any more' },
      choices: { proof: proofs, recurrence: recurrences },
    },
    close: {
      description: 'End a task', options: { task: 'Which task', settle: 'What becomes of open claims' },
      choices: { settle: { keep: 'They may still be handed in', drop: 'They are given back', delete: 'Delete the task with all proofs' } },
    },
    assign: { description: 'Claim a task for a member', options: { task: 'Which task', user: 'For whom' } },
    announce: { description: "Post a task's card, or post it anew", options: { task: 'Which task', channel: 'Where; the tasks channel if left out' } },
  },
  review: {
    description: 'Look at proofs',
    queue: { description: 'Waiting proofs, oldest first', options: { task: 'Only of this task', mine: 'Only those that you have open' } },
    decide: {
      description: 'Decide on a proof', options: { submission: 'Number of the proof', verdict: 'Your word', note: 'What the member reads', bonus: 'Coins on top of the reward' },
      choices: { verdict: { accept: 'Accept', reject: 'Reject', changes: 'Ask for changes' } },
    },
    reassign: { description: 'Give a proof to a reviewer, or free it', options: { submission: 'Number of the proof', reviewer: 'To whom; left out: free it' } },
    stats: {
      description: 'How reviews go', options: { period: 'In which time' }, choices: { period: { day: 'Last 24 hours', week: 'Last 7 days', month: 'Last 30 days', all: 'All time' } },
    },
  },
  bounty: {
    description: 'Tasks that members pay for',
    post: {
      description: 'Offer a reward; your coins are held until you pay or cancel',
      options: { title: 'What is to be done', reward: 'Coins for each winner', slots: 'How many winners', deadline: 'When it ends: 12h, 7d or 2026-12-31' },
    },
    list: { description: 'List bounties', options: { status: 'Only these' }, choices: { status: { open: 'Open', settled: 'Paid', cancelled: 'Cancelled', expired: 'Ended' } } },
    settle: { description: 'Pay a winner of your bounty', options: { bounty: 'Which bounty', winner: 'Who gets it' } },
    cancel: { description: 'Cancel a bounty and get back what is held', options: { bounty: 'Which bounty' } },
  },
};
