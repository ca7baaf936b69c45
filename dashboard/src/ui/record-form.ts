import { useForm, type UseFormInput, type UseFormReturnType } from '@mantine/form';
import { useEffect, useState } from 'react';
import { ApiFailure } from '../api.ts';

/** A record as its form shows it, at the version that was read. */
export interface Read<V> {
  values: V;
  etag: string;
}

export interface RecordForm<V> {
  form: UseFormReturnType<V>;
  /** The version that a change cites. */
  etag: string;
  /** What was typed that differs from what is kept. */
  changed: () => Partial<V>;
  dirty: boolean;
  /** Somebody else has changed the record while this form had changes of its own. */
  overtaken: boolean;
  /** Shows what the API refused beside the fields that it names. */
  refuse: (error: unknown) => void;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * A form of a record that others change too. What was not touched follows the record; what was typed stays, and the form
 * says that it was overtaken.
 */
export function useRecordForm<V extends Record<string, unknown>>(read: Read<V>, validate: UseFormInput<V>['validate']): RecordForm<V> {
  const form = useForm<V>({ initialValues: read.values, ...(validate ? { validate } : {}) });
  const [etag, setEtag] = useState(read.etag);
  const [overtaken, setOvertaken] = useState(false);
  const changed = (): Partial<V> => {
    const before = form.getInitialValues();
    const fields = Object.entries(form.getValues()).filter(([field, value]) => !same(value, before[field]));
    return Object.fromEntries(fields) as Partial<V>; // entries lose the names of the fields
  };
  useEffect(() => {
    if (read.etag === etag) return;
    const typed = changed();
    form.setInitialValues(read.values);
    form.setValues({ ...read.values, ...typed });
    setEtag(read.etag);
    setOvertaken(Object.keys(typed).length > 0);
  });
  return {
    form, etag, changed, overtaken, dirty: Object.keys(changed()).length > 0,
    refuse: (error) => {
      if (error instanceof ApiFailure) form.setErrors(Object.fromEntries(error.fields.map(({ path, message }) => [path, message])));
    },
  };
}
