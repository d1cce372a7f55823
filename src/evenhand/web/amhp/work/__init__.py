"""Considerations from referral to outcome: logged, clocked, asked after, never judged."""
