"""Who may do what: keys, permissions and the audit log."""
