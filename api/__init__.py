"""The service: jobs, store, events and routes over the library."""
