SELECT id, external_partners FROM initiative WHERE external_partners <> '[]' ORDER BY id
