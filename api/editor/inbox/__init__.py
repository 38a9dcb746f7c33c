"""What went wrong with citizens' questions, for a person to look at; nothing is learnt without one."""
