"""intake: the door. Campaigns, accounts, citizens, entries, and the only place that can open a contact."""
