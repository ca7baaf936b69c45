/**
 * Nothing has happened, but the plan was made on old state (settings or rows): run the handler again on fresh state.
 * `admitted`: the rate windows have counted this request already.
 */
export class Replan extends Error {
  readonly admitted: boolean;

  constructor(admitted: boolean) {
    super('planned on old state');
    this.name = 'Replan';
    this.admitted = admitted;
  }
}
