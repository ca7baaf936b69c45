import type { APIEmbed, APIMessageTopLevelComponent, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';

/** A message as an answer. `private` is seen by the person alone; `update` redraws the message of the pressed button. */
export interface MessageReply {
  content?: string;
  embeds?: APIEmbed[];
  components?: APIMessageTopLevelComponent[];
  private?: boolean;
  update?: boolean;
  /** Files made for this answer. They follow a deferral, because only a call of ours can carry them. */
  files?: { name: string; content: string; type: string }[];
}

/** A form as an answer. Not to a form. */
export interface ModalReply {
  modal: APIModalInteractionResponseCallbackData;
}

export type Reply = MessageReply | ModalReply;
