/**
 * SQL of «who has to read this handbook, and who has»: people who hold the post today (any post of the enterprise, for the
 * 通用 part). Read means: has signed for the version that is published now.
 * `handbook` is the alias of a handbook row, `today` a parameter, `reach` a predicate on the unit `u`.
 */
export function readersSql(handbook: string, today: string, reach: string): string {
  return `
    SELECT DISTINCT ON (e.person_id) e.person_id, e.organisation_id AS unit_id,
           (SELECT min(r.at) FROM handbook_receipt r WHERE r.person_id = e.person_id AND ${handbook}.published_version_id =
              CASE WHEN ${handbook}.post_id IS NULL THEN r.general_version_id ELSE r.professional_version_id END) AS read_at
    FROM post p
    JOIN post_assignment a ON a.post_id = p.id AND a.starts_on <= ${today}::date AND (a.ends_on IS NULL OR a.ends_on > ${today}::date)
    JOIN employment e ON e.id = a.employment_id AND e.starts_on <= ${today}::date AND (e.ends_on IS NULL OR e.ends_on > ${today}::date)
    JOIN organisation u ON u.id = e.organisation_id
    WHERE p.organisation_id = ${handbook}.organisation_id AND (${handbook}.post_id IS NULL OR p.id = ${handbook}.post_id) AND ${reach}
    ORDER BY e.person_id`;
}
