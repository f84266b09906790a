"""Running the flow from plan to record: in this process."""
