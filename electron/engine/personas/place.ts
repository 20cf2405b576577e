/** In which databases a row of result.humans is, as SQL. */
export const placeSql = `CASE WHEN in_user AND in_buyer THEN 'both' WHEN in_user THEN 'user' WHEN in_buyer THEN 'buyer' ELSE 'neither' END`
