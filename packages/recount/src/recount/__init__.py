"""The second count: reads the log of votes from its first record, counts it anew, and compares. No part of the voting
service is used. Read `fold.py` for how votes count, `audit.py` for what is compared.
"""
