import type * as z from 'zod/mini';

/** The requests of a contract, by their names. */
export type RequestTable = Readonly<Record<string, { request: z.ZodMiniType; reply: z.ZodMiniType }>>;

export type NameIn<Table extends RequestTable> = keyof Table & string;
export type RequestIn<Table extends RequestTable, Name extends NameIn<Table>> = z.infer<
  Table[Name]['request']
>;
export type ReplyIn<Table extends RequestTable, Name extends NameIn<Table>> = z.infer<
  Table[Name]['reply']
>;
