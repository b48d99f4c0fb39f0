/** Matches a whole number of at most nine plain decimal digits: not `0x10`, `1e2`, `5.0` or `+5`. */
export const WHOLE_NUMBER = /^[0-9]{1,9}$/;
