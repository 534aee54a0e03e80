"""Pages of the rules: the list, a rule with its versions, and what changes one."""
