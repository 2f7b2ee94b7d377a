"""Workers: processes that take jobs from the store, search, and write down what they find."""
