/** The version tag of a record that a list has shown with its version. */
export const etagOf = (version: number): string => `"${version}"`;
