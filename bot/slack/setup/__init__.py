"""Starting and stopping the bot: its manifest, its two ways in, its checks and signals."""
