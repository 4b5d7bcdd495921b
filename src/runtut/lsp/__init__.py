"""The language server: findings, meanings and repairs where stories are written. What speaks the protocol is `server`."""
