SELECT id FROM same_as WHERE alias = :alias
