"""What is done for each gesture, once Slack has been told that it arrived."""
