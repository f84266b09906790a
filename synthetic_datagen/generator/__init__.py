"""The agents that play a plan over one ConversationState, and the validator."""
