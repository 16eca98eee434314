-- The sources, in the order of loading.
SELECT id, name, language FROM source ORDER BY number
