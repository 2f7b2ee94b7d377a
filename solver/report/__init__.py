"""What people see of a plan: tables, charts, the report page and the terminal."""
